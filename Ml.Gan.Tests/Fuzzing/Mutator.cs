using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>
/// Mutator of files: input i depends on the corpus, the seed and i alone, so that its number is all that a finding
/// needs. The first inputs are the corpus itself.
/// </summary>
/// <param name="corpus">Valid files.</param>
/// <param name="seed">The seed.</param>
/// <param name="repair">
/// What half of the inputs go through, so that they aren't refused for a checksum or a length alone; null for nothing.
/// </param>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, int seed, Func<byte[], Random, byte[]>? repair = null)
{
    private const int MostChanges = 6, LongestPiece = 64;

    private static readonly long[] s_numbers =
    [
        0, 1, 2, -1, 7, 64, 127, 128, 255, 256, 4096, 32_767, 32_768, 65_535, 65_536, 1 << 20, 1 << 24, 1 << 30,
        int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, 1L << 60, 1L << 62, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] s_texts =
    [
        "", "-1", "1e999", "NaN", "0x10", "1,5", "null", "[]", "{}", "\"", "'", "\0", "\u001b[2J", "\ud83d\ude00", "…",
    ];

    public byte[] Create(long index)
    {
        if (index < corpus.Count)
            return corpus[(int)index];
        var random = new Random(unchecked((int)((seed * 0x9E3779B1L) ^ (index * 0x85EBCA6BL) ^ (index >> 24))));
        byte[] file = [.. Pick(random)];
        for (int changes = random.Next(1, MostChanges); changes > 0; changes--)
            file = Change(file, random);
        return repair is not null && random.Next(2) == 0 ? repair(file, random) : file;
    }

    /// <summary>One of the numbers that lengths and counts go wrong with.</summary>
    public static long Number(Random random) => s_numbers[random.Next(s_numbers.Length)] + random.Next(-1, 2);

    private byte[] Pick(Random random) => corpus[random.Next(corpus.Count)];

    private byte[] Change(byte[] file, Random random)
    {
        if (file.Length == 0)
            return [.. Pick(random)];
        int place = random.Next(file.Length);
        int length = Math.Min(random.Next(1, LongestPiece), file.Length - place);
        switch (random.Next(12))
        {
            case 0 or 1:
                file[place] ^= (byte)(1 << random.Next(8));
                return file;
            case 2:
                file[place] = (byte)random.Next(256);
                return file;
            case 3:
                file[place] = (byte)(random.Next(4) switch { 0 => 0, 1 => 0x7F, 2 => 0x80, _ => 0xFF });
                return file;
            case 4 or 5:
                WriteNumber(file.AsSpan(place), random);
                return file;
            case 6:
                return file[..place];
            case 7:
                byte[] other = Pick(random);
                return [.. file[..place], .. other[random.Next(other.Length)..]];
            case 8:
                byte[] noise = new byte[length];
                random.NextBytes(noise);
                return [.. file[..place], .. noise, .. file[place..]];
            case 9:
                return [.. file[..place], .. file[(place + length)..]];
            case 10:
                return [.. file[..(place + length)], .. file[place..]];
            default:
                return ReplaceText(file, place, random);
        }
    }

    /// <summary>A number of 2, 4 or 8 bytes, or as protobuf has it, as far as it fits.</summary>
    private static void WriteNumber(Span<byte> place, Random random)
    {
        Span<byte> bytes = stackalloc byte[10];
        long number = Number(random);
        int size = 1 << random.Next(1, 4);
        if (random.Next(4) == 0)
        {
            size = 0;
            for (ulong rest = (ulong)number; size == 0 || rest > 0; rest >>= 7)
                bytes[size++] = (byte)((rest & 0x7F) | (rest > 0x7F ? 0x80u : 0));
        }
        else if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            bytes[(8 - size)..8].CopyTo(bytes);
        }
        bytes[..Math.Min(size, place.Length)].CopyTo(place);
    }

    /// <summary>The digits at a place, or a character, replaced by another number or text.</summary>
    private static byte[] ReplaceText(byte[] file, int place, Random random)
    {
        int start = place, end = place + 1;
        while (start > 0 && char.IsAsciiDigit((char)file[start - 1]))
            start--;
        while (end < file.Length && char.IsAsciiDigit((char)file[end]))
            end++;
        string text = random.Next(2) == 0
            ? Number(random).ToString(CultureInfo.InvariantCulture)
            : s_texts[random.Next(s_texts.Length)];
        return [.. file[..start], .. Encoding.UTF8.GetBytes(text), .. file[end..]];
    }
}
