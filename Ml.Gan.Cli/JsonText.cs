using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Gan.Cli;

/// <summary>The form of all JSON that commands print.</summary>
internal static class JsonText
{
    /// <summary>The form; others go out from it.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The text of an object, its fields in snake_case.</summary>
    public static string Of(object value) => JsonSerializer.Serialize(value, Format);
}
