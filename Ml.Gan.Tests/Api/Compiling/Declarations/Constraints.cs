namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>The constraints and the variance of type parameters, as C# source.</summary>
internal sealed class Constraints
{
    private readonly Dictionary<string, string> _variances = [];

    /// <summary>Reads what follows a signature: nothing, or " where ..." once or more.</summary>
    public static Constraints Read(LineReader line)
    {
        var constraints = new Constraints();
        while (line.Take(" where "))
            constraints.Clauses += constraints.Clause(line);
        return constraints;
    }

    /// <summary>The clauses, each with a space before it.</summary>
    public string Clauses { get; private set; } = "";

    /// <summary>A list of type parameters such as "&lt;T, U&gt;" with the variance of each.</summary>
    public string WithVariance(string typeParameters)
    {
        if (typeParameters.Length == 0)
            return "";
        var names = typeParameters[1..^1].Split(", ");
        return $"<{string.Join(", ", names.Select(name => _variances.GetValueOrDefault(name) + name))}>";
    }

    private string Clause(LineReader line)
    {
        string variance = line.Take("out ") ? "out " : line.Take("in ") ? "in " : "";
        string name = line.Name();
        _variances[name] = variance;
        if (!line.Take(" : "))
            return "";
        var parts = new List<string> { Part(line) };
        while (line.Take(", "))
            parts.Add(Part(line));
        return $" where {name} : {string.Join(", ", parts)}";
    }

    private static string Part(LineReader line)
    {
        foreach (string keyword in (string[])["class", "struct", "unmanaged", "new()", "allows ref struct"])
        {
            if (line.Take(keyword))
                return keyword;
        }
        return line.Type();
    }
}
