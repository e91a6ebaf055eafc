namespace HotChocolate.Types;

/// <summary>Describes an object type.</summary>
public interface IObjectTypeDescriptor
{
    /// <summary>Sets the name.</summary>
    IObjectTypeDescriptor Name(string value);

    /// <summary>Sets the description.</summary>
    IObjectTypeDescriptor Description(string? value);
}

internal sealed class RootDescriptor(string name) : IObjectTypeDescriptor
{
    private string _name = name;
    private string? _description;

    public IObjectTypeDescriptor Name(string value)
    {
        _name = value;

        return this;
    }

    public IObjectTypeDescriptor Description(string? value)
    {
        _description = value;

        return this;
    }

    public RootSetup ToSetup() => new(_name, null, _description);
}
