namespace Ml.Gan.Cli;

/// <summary>Options and commands of earlier versions.</summary>
internal static class FormerNames
{
    private const string Experiments =
        "a program of its own in the repository: dotnet run -c Release --project experiments -- NAME --out DIR";

    private static readonly Dictionary<string, string> s_options = new()
    {
        ["--measures"] = "--metrics",
        ["--evaluate-measure"] = "--evaluate-metric",
    };

    private static readonly Dictionary<string, string> s_commands = new()
    {
        ["experiment"] = Experiments,
        ["experiments"] = Experiments,
    };

    /// <summary>The arguments with the options' present names; says so where one had a former name.</summary>
    public static string[] Replace(string[] args, TextWriter error) => [.. args.Select(arg => Replace(arg, error))];

    /// <summary>Where a command of an earlier version is now; null where the name wasn't one.</summary>
    public static string? WhereCommandWent(string name) => s_commands.GetValueOrDefault(name) is { } place
        ? $"The command '{name}' is {place}."
        : null;

    private static string Replace(string arg, TextWriter error)
    {
        string former = arg.Split('=')[0];
        if (!s_options.TryGetValue(former, out string? name))
            return arg;
        error.WriteLine($"mlgan: {former} is the former name of {name}.");
        return name + arg[former.Length..];
    }
}
