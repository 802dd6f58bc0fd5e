using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>Default values and constants as text.</summary>
internal static class Constants
{
    /// <param name="type">The declared type.</param>
    /// <param name="value">The value in the metadata: a number where the type is an enum, null or nothing where it is default.</param>
    public static string Write(Type type, object? value)
    {
        if (value is null or DBNull or Missing)
            return type.IsGenericParameter || (type.IsValueType && !type.IsNullable()) ? "default" : "null";
        if (type.IsNullable())
            type = type.GetGenericArguments()[0];
        return EnumMember(type, value) ?? Literal(value);
    }

    private static string? EnumMember(Type type, object value)
    {
        if (!type.IsEnum)
            return null;
        var member = type.GetFields(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(f => value.Equals(f.GetRawConstantValue()));
        return member is null ? null : $"{TypeNames.Of(type)}.{member.Name}";
    }

    private static string Literal(object value) => value switch
    {
        string text => $"\"{Escape(text)}\"",
        char character => $"'{Escape(character.ToString())}'",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
