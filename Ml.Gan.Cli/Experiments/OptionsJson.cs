using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Objectives.Penalties;
using Ml.Gan.Training;
using Ml.Gan.Training.Optimizers;

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
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
            new ByRuntimeType<NetworkArchitecture>(),
            new ByRuntimeType<Objective>(),
            new ByRuntimeType<OptimizerSettings>(),
            new ByRuntimeType<Penalty>(),
        },
    };

    public static JsonNode Of(TrainingOptions options) => JsonSerializer.SerializeToNode(options, Format)!;

    /// <summary>Writes the type of what an abstract property holds, and its own options.</summary>
    private sealed class ByRuntimeType<T> : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Options are written, never read.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var own = JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject();
            own.Insert(0, "type", value.GetType().Name);
            own.WriteTo(writer, options);
        }
    }
}
