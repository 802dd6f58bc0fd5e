using System.Buffers.Binary;
using System.Text;

namespace Ml.Gan.Tests.Training.TensorBoard;

/// <summary>
/// Reader of event files, from the descriptions of TFRecord, CRC-32C (RFC 3720) and Protocol Buffers' wire format
/// alone.
/// </summary>
internal static class EventReader
{
    private const uint Polynomial = 0x82f63b78;

    /// <summary>One value of a summary, or the version of a file, whose tag is empty.</summary>
    public sealed record Value(
        string Tag, long Step, float? Scalar, byte[]? Image, (long H, long W, long C) Size, string? Text);

    /// <summary>All values of a folder's files, in the order of the files' names.</summary>
    public static List<Value> ReadFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*tfevents*").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>The values of a file, which has to be whole.</summary>
    public static IEnumerable<Value> Read(string path) => Records(path).SelectMany(Values);

    /// <summary>The records of a file.</summary>
    public static IEnumerable<byte[]> Records(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        for (int place = 0; place < bytes.Length;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(place));
            RequireChecksum(bytes.AsSpan(place, 8), bytes.AsSpan(place + 8, 4));
            byte[] record = bytes[(place + 12)..(place + 12 + length)];
            RequireChecksum(record, bytes.AsSpan(place + 12 + length, 4));
            yield return record;
            place += length + 16;
        }
    }

    /// <summary>CRC-32C, bit by bit.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
        }
        return ~crc;
    }

    private static void RequireChecksum(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> stored)
    {
        uint crc = Crc(bytes);
        uint masked = ((crc >> 15) | (crc << 17)) + 0xa282ead8;
        Assert.AreEqual(masked, BinaryPrimitives.ReadUInt32LittleEndian(stored));
    }

    private static IEnumerable<Value> Values(byte[] record)
    {
        var fields = Fields(record);
        long step = fields.Where(field => field.Number == 2).Select(field => (long)field.Varint).FirstOrDefault();
        Assert.AreEqual(8, fields.Single(field => field.Number == 1).Bytes.Length, "wall_time is a double");
        foreach (var field in fields)
        {
            if (field.Number == 3)
                yield return new Value("", step, null, null, default, Encoding.UTF8.GetString(field.Bytes));
            foreach (var value in field.Number == 5 ? Fields(field.Bytes) : [])
                yield return Of(Fields(value.Bytes), step);
        }
    }

    private static Value Of(List<Field> value, long step)
    {
        string tag = Encoding.UTF8.GetString(value.Single(field => field.Number == 1).Bytes);
        float? scalar = value.Where(field => field.Number == 2)
            .Select(field => (float?)BinaryPrimitives.ReadSingleLittleEndian(field.Bytes)).SingleOrDefault();
        byte[]? image = value.SingleOrDefault(field => field.Number == 4)?.Bytes;
        var parts = image is null ? [] : Fields(image);
        byte[]? tensor = value.SingleOrDefault(field => field.Number == 8)?.Bytes;
        string? text = tensor is null
            ? null
            : Encoding.UTF8.GetString(Fields(tensor).Single(field => field.Number == 8).Bytes);
        return new Value(
            tag, step, scalar, parts.SingleOrDefault(field => field.Number == 4)?.Bytes,
            (Number(1), Number(2), Number(3)), text);

        long Number(int number) => (long)(parts.SingleOrDefault(field => field.Number == number)?.Varint ?? 0);
    }

    private static List<Field> Fields(byte[] message)
    {
        var fields = new List<Field>();
        for (int place = 0; place < message.Length;)
        {
            ulong key = Varint(message, ref place);
            int number = (int)(key >> 3);
            ulong varint = (key & 7) is 0 or 2 ? Varint(message, ref place) : 0;
            int length = (key & 7) switch
            {
                0 => 0,
                1 => 8,
                2 => (int)varint,
                5 => 4,
                _ => throw new FormatException(),
            };
            fields.Add(new Field(number, varint, message[place..(place + length)]));
            place += length;
        }
        return fields;
    }

    private static ulong Varint(byte[] message, ref int place)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte one = message[place++];
            value |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
                return value;
        }
    }

    private sealed record Field(int Number, ulong Varint, byte[] Bytes);
}
