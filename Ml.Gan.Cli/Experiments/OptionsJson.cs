using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments;

/// <summary>
/// Training options as JSON: whatever is set, those of networks, objectives, penalties and optimisers included.
/// </summary>
internal static class OptionsJson
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new ByRuntimeType() },
    };

    public static JsonNode Of(LatentGanOptions options) => JsonSerializer.SerializeToNode(options, Format)!;

    /// <summary>Writes the type of what an abstract property of the library holds, and its own options.</summary>
    private sealed class ByRuntimeType : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert is { IsClass: true, IsAbstract: true } && typeToConvert.Assembly == typeof(LatentGanOptions).Assembly;

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Options are written, never read.");

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            var own = JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject();
            own.Insert(0, "type", value.GetType().Name);
            own.WriteTo(writer, options);
        }
    }
}
