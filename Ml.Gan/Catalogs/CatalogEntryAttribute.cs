namespace Ml.Gan.Catalogs;

/// <summary>Puts a type with a parameterless constructor into the <see cref="Catalog{T}"/> of its kind.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class CatalogEntryAttribute(string description, string? paper = null) : Attribute
{
    /// <summary>One line.</summary>
    public string Description => description;

    /// <summary>Authors and year; null where no paper is behind it.</summary>
    public string? Paper => paper;

    /// <summary>What may follow the name after a colon; the type is an <see cref="ITakesArgument{T}"/> then.</summary>
    public string? Argument { get; init; }
}
