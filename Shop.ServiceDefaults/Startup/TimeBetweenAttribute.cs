using System.ComponentModel.DataAnnotations;

namespace Shop.ServiceDefaults.Startup;

/// <summary>A time within bounds, both included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeBetweenAttribute : RangeAttribute
{
    /// <param name="min">The least time, for example <c>00:00:00.100</c>.</param>
    /// <param name="max">The longest time, for example <c>1.00:00:00</c>.</param>
    public TimeBetweenAttribute(string min, string max)
        : base(typeof(TimeSpan), min, max) =>
        ParseLimitsInInvariantCulture = true;
}
