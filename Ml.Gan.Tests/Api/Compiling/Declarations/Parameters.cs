namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>Parameters as C# source.</summary>
internal static class Parameters
{
    private static readonly string[] Modifiers = ["this ", "params ", "ref readonly ", "ref ", "out ", "in "];

    /// <summary>Reads the parameters up to <paramref name="close"/>, which is read too.</summary>
    public static string Read(LineReader line, string close)
    {
        var parameters = new List<string>();
        while (!line.Take(close))
        {
            if (parameters.Count > 0)
                line.Expect(", ");
            parameters.Add(Parameter(line, close));
        }
        return string.Join(", ", parameters);
    }

    private static string Parameter(LineReader line, string close)
    {
        string modifiers = string.Concat(Modifiers.Where(line.Take));
        string type = line.Type();
        line.Expect(" ");
        string name = line.Name();
        string value = line.Take(" = ") ? " = " + Constant.Source(type, line.Until("," + close)) : "";
        return $"{modifiers}{type} {name}{value}";
    }
}
