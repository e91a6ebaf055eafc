namespace HotChocolate.Execution;

/// <summary>Rewrites every error of an execution before it is sent.</summary>
public interface IErrorFilter
{
    /// <summary>The error to send in place of this one.</summary>
    IError OnError(IError error);
}
