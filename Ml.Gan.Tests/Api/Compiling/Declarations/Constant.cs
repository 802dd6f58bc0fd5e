namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>Constants and default values as C# source.</summary>
internal static class Constant
{
    private const string Nullable = "global::System.Nullable<";

    /// <param name="type">The type in C#.</param>
    /// <param name="value">The value as the lists write it.</param>
    public static string Source(string type, string value)
    {
        if (value is "null" or "default" or "true" or "false" || value[0] == '"')
            return value;
        if (value[0] == '\'')
            return value == "'''" ? @"'\''" : value;
        if (type.StartsWith(Nullable, StringComparison.Ordinal))
            type = type[Nullable.Length..^1];
        if (Infinite(value) is { } member)
            return $"{type}.{member}";
        bool isNumber = char.IsAsciiDigit(value[0]) || value[0] == '-';
        return isNumber ? $"({type})({value}{Suffix(type)})" : new LineReader(value).Type();
    }

    private static string? Infinite(string value) => value switch
    {
        "NaN" => "NaN",
        "Infinity" => "PositiveInfinity",
        "-Infinity" => "NegativeInfinity",
        _ => null,
    };

    private static string Suffix(string type) => type switch
    {
        "global::System.Single" => "F",
        "global::System.Double" => "D",
        "global::System.Decimal" => "M",
        _ => "",
    };
}
