namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>A type of a list, with all lines about it and the types inside it.</summary>
internal sealed class ListedType
{
    private ListedType(string listedName, string kind)
    {
        ListedName = listedName;
        var line = new LineReader(kind);
        Kind = line.Until("w").TrimEnd();
        line = new LineReader(kind[Kind.Length..]);
        Constraints = Constraints.Read(line);
        (string path, string name) = SplitLast(listedName, '+');
        (Namespace, string simple) = path.Length > 0 ? ("", name) : SplitLast(name, '.');
        Outer = path;
        int generic = simple.IndexOf('<', StringComparison.Ordinal);
        Name = LineReader.Escape(generic < 0 ? simple : simple[..generic]);
        TypeParameters = generic < 0 ? "" : simple[generic..].Replace(",", ", ", StringComparison.Ordinal);
    }

    /// <summary>The name in the list: the second word of each of its lines.</summary>
    public string ListedName { get; }

    /// <summary>The listed name of the type around it, or empty.</summary>
    public string Outer { get; }

    /// <summary>Of a type that is not inside another.</summary>
    public string Namespace { get; }

    public string Name { get; }

    /// <summary>Such as "&lt;T, U&gt;", or empty.</summary>
    public string TypeParameters { get; }

    public Constraints Constraints { get; }

    /// <summary>class, abstract class, sealed class, static class, struct, interface, enum or delegate.</summary>
    public string Kind { get; }

    /// <summary>The base class and the interfaces, as C# source.</summary>
    public List<string> Bases { get; } = [];

    public List<ListedMember> Members { get; } = [];

    public List<ListedType> Nested { get; } = [];

    /// <summary>The types of a list that are not inside others; each holds those inside it.</summary>
    public static IReadOnlyList<ListedType> Parse(IEnumerable<string> lines)
    {
        var parts = lines.Select(line => line.Split(' ', 4)).ToLookup(words => words[0]);
        var types = parts["type"].ToDictionary(words => words[1], words => new ListedType(words[1], words[3]));
        foreach (string[] words in parts["base"].Concat(parts["impl"]))
            types[words[1]].Bases.Add(new LineReader(words[3]).Type());
        foreach (string[] words in parts["member"])
            types[words[1]].Members.Add(ListedMember.Parse(words[3]));
        foreach (var type in types.Values.Where(type => type.Outer.Length > 0))
            types[type.Outer].Nested.Add(type);
        return [.. types.Values.Where(type => type.Outer.Length == 0)];
    }

    /// <summary>Splits at the last separator outside angle brackets.</summary>
    private static (string Before, string After) SplitLast(string name, char separator)
    {
        int depth = 0;
        for (int at = name.Length - 1; at >= 0; at--)
        {
            depth += name[at] == '>' ? 1 : name[at] == '<' ? -1 : 0;
            if (depth == 0 && name[at] == separator)
                return (name[..at], name[(at + 1)..]);
        }
        return ("", name);
    }
}
