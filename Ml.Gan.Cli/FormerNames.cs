namespace Ml.Gan.Cli;

/// <summary>Options under names that they had in earlier versions, which still work.</summary>
internal static class FormerNames
{
    private static readonly Dictionary<string, string> s_options = new()
    {
        ["--measures"] = "--metrics",
        ["--evaluate-measure"] = "--evaluate-metric",
    };

    /// <summary>The arguments with the options' present names; says so where one had a former name.</summary>
    public static string[] Replace(string[] args, TextWriter error) => [.. args.Select(arg => Replace(arg, error))];

    private static string Replace(string arg, TextWriter error)
    {
        string former = arg.Split('=')[0];
        if (!s_options.TryGetValue(former, out string? name))
            return arg;
        error.WriteLine($"mlgan: {former} is the former name of {name}.");
        return name + arg[former.Length..];
    }
}
