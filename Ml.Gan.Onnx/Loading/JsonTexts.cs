using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Reads a JSON array of texts, without reflection, which trimmed programs lack.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class JsonTexts : JsonSerializerContext
{
    /// <returns>The texts, of which some may be null; null where the JSON isn't an array of texts.</returns>
    internal static string?[]? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.StringArray);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
