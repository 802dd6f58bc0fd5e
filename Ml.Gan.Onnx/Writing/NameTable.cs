namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// The names that a graph has given away. Nodes and values share one table, so that a name means one thing.
/// </summary>
internal sealed class NameTable
{
    private readonly HashSet<string> _taken;

    internal NameTable() => _taken = new(StringComparer.Ordinal);

    internal NameTable(NameTable other) => _taken = new(other._taken, StringComparer.Ordinal);

    /// <summary>Takes the name, or the name with the first free number behind it.</summary>
    internal string Unique(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string candidate = name;
        for (int number = 2; !_taken.Add(candidate); number++)
            candidate = $"{name}_{number}";
        return candidate;
    }

    /// <summary>Takes exactly this name.</summary>
    internal string Exact(string name, string role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!_taken.Add(name))
            throw new ArgumentException(
                $"The {role} cannot be called '{name}': the graph already has a value or node of that name.",
                nameof(name));
        return name;
    }
}
