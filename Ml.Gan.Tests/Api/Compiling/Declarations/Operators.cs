namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>Operators, which the lists give by their metadata names.</summary>
internal static class Operators
{
    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["op_Addition"] = "+",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_Decrement"] = "--",
        ["op_Division"] = "/",
        ["op_Equality"] = "==",
        ["op_ExclusiveOr"] = "^",
        ["op_False"] = "false",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_Increment"] = "++",
        ["op_Inequality"] = "!=",
        ["op_LeftShift"] = "<<",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_LogicalNot"] = "!",
        ["op_Modulus"] = "%",
        ["op_Multiply"] = "*",
        ["op_OnesComplement"] = "~",
        ["op_RightShift"] = ">>",
        ["op_Subtraction"] = "-",
        ["op_True"] = "true",
        ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+",
    };

    /// <summary>The declaration of an operator up to its parameters, or null for a method of any other name.</summary>
    public static string? Declaration(ListedMember method) => method.Name switch
    {
        "op_Implicit" => $"implicit operator {method.Type}",
        "op_Explicit" => $"explicit operator {method.Type}",
        _ => Symbols.TryGetValue(method.Name, out string? symbol) ? $"{method.Type} operator {symbol}" : null,
    };
}
