using System.Reflection;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>The names of tuple elements in one signature, taken in the order in which the elements are written.</summary>
internal sealed class TupleNames
{
    private readonly Queue<string?> _names;

    private TupleNames(IEnumerable<string?> names) => _names = new Queue<string?>(names);

    /// <summary>The names that the attributes of a parameter or member give; null where there are none.</summary>
    public static TupleNames? Of(IEnumerable<CustomAttributeData> attributes)
    {
        var found = attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "TupleElementNamesAttribute");
        return found?.ConstructorArguments[0].Value is IEnumerable<CustomAttributeTypedArgument> names
            ? new TupleNames(names.Select(name => (string?)name.Value))
            : null;
    }

    /// <summary>The next names, each after a space; empty where an element has none.</summary>
    public static string[] Take(TupleNames? names, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => names is not null && names._names.TryDequeue(out string? name) && name is not null ? " " + name : "")];
}
