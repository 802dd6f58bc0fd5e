using System.Buffers;
using System.Text.Json;

namespace Ml.Gan.Training.Live;

/// <summary>Copy of all that a page is told at once.</summary>
internal sealed record LiveState(
    LiveStatus Status, bool IsCheckpointWanted, LiveTable.View Metrics, LiveTable.View Measures,
    LivePictures.Picture[] Pictures, string[] Warnings)
{
    /// <summary>The bytes of its JSON.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Status.Write(json, IsCheckpointWanted);
            json.WritePropertyName("metrics");
            Metrics.Write(json);
            json.WritePropertyName("measures");
            Measures.Write(json);
            json.WriteStartArray("samples");
            foreach (var picture in Pictures)
            {
                json.WriteStartObject();
                json.WriteNumber("id", picture.Id);
                json.WriteNumber("step", picture.Samples.Step);
                json.WriteBoolean("hasText", picture.Samples.Text is not null);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (string warning in Warnings)
                json.WriteStringValue(warning);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
