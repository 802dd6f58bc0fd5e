using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Animated PNG files, read by Pillow and, piece by piece, as the standard has them.</summary>
[TestClass]
public sealed class PngAnimationTests
{
    private const int Frames = 3, Width = 5, Height = 4;

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Chunks_are_those_of_the_standard(int channels)
    {
        byte[][] pictures = Pictures(channels);
        var chunks = Chunks(Encode(pictures, channels, delay: 40));
        Assert.AreEqual("IHDR acTL fcTL IDAT fcTL fdAT fcTL fdAT IEND", string.Join(' ', chunks.Select(c => c.Type)));
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0, Frames, 0, 0, 0, 0 }, chunks[1].Data, "frames, plays");
        int sequence = 0;
        foreach (var (type, data) in chunks.Where(chunk => chunk.Type is "fcTL" or "fdAT"))
        {
            Assert.AreEqual(sequence++, BinaryPrimitives.ReadInt32BigEndian(data));
            if (type == "fcTL")
                CollectionAssert.AreEqual(
                    new byte[] { 0, 0, 0, Width, 0, 0, 0, Height, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 3, 0xE8, 0, 0 },
                    data[4..], "size, place, 40/1000 s, kept, replaced");
        }

        byte[][] decoded = [.. chunks.Where(c => c.Type is "IDAT").Select(c => Unpacked(c.Data, channels)),
            .. chunks.Where(c => c.Type is "fdAT").Select(c => Unpacked(c.Data[4..], channels))];
        for (int i = 0; i < Frames; i++)
            CollectionAssert.AreEqual(pictures[i], decoded[i], $"frame {i}");
    }

    [TestMethod]
    public void Pillow_reads_the_same_frames()
    {
        const string Script = """
            import sys
            try:
                from PIL import Image, ImageSequence
            except ImportError:
                sys.exit(77)
            image = Image.open(sys.argv[1])
            print(image.n_frames, image.size[0], image.size[1], image.info['duration'], image.info['loop'])
            for frame in ImageSequence.Iterator(image):
                print(frame.convert('RGB').tobytes().hex())
            """;
        byte[][] pictures = Pictures(channels: 3);
        using var folder = new TemporaryFolder();
        string file = folder.Write("walk.png", Encode(pictures, 3, delay: 40));
        string[] lines = Python(Script, file);
        Assert.AreEqual($"{Frames} {Width} {Height} 40.0 0", lines[0]);
        for (int i = 0; i < Frames; i++)
            Assert.AreEqual(Convert.ToHexStringLower(pictures[i]), lines[i + 1], $"frame {i}");
    }

    [TestMethod]
    public void What_is_no_animation_is_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PngEncoder.EncodeAnimation([], 1, 1, 1));
        Thrown.With<ArgumentException>("got 2", () => PngEncoder.EncodeAnimation([new byte[1], new byte[2]], 1, 1, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => PngEncoder.EncodeAnimation([new byte[1]], 1, 1, 1, delay: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => PngEncoder.EncodeAnimation([new byte[1]], 1, 1, 1, delay: 65536));
    }

    private static byte[] Encode(byte[][] pictures, int channels, int delay) => PngEncoder.EncodeAnimation(
        [.. pictures.Select(picture => (ReadOnlyMemory<byte>)picture)], Width, Height, channels, delay);

    private static byte[][] Pictures(int channels)
    {
        var random = new Random(1);
        byte[][] pictures = new byte[Frames][];
        for (int i = 0; i < Frames; i++)
            random.NextBytes(pictures[i] = new byte[Width * Height * channels]);
        return pictures;
    }

    /// <summary>The chunks, their checksums compared with the sum as the standard's annex computes it.</summary>
    private static List<(string Type, byte[] Data)> Chunks(byte[] png)
    {
        List<(string, byte[])> chunks = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            uint sum = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length));
            Assert.AreEqual(Checksum(png.AsSpan(at + 4, 4 + length)), sum);
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        return chunks;
    }

    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        uint sum = 0xFFFFFFFF;
        foreach (byte value in content)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }

        return ~sum;
    }

    /// <summary>Rows as they are, or sums with the left (1) or the upper neighbor (2).</summary>
    private static byte[] Unpacked(byte[] data, int channels)
    {
        using var packed = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        packed.CopyTo(rows);
        int length = Width * channels;
        byte[] pixels = new byte[Height * length];
        foreach (var (y, row) in rows.ToArray().Chunk(1 + length).Index())
        {
            for (int i = 0; i < length; i++)
            {
                int place = (y * length) + i;
                int neighbor = row[0] switch
                {
                    0 => 0,
                    1 => i < channels ? 0 : pixels[place - channels],
                    2 => y == 0 ? 0 : pixels[place - length],
                    _ => throw new InvalidDataException($"Filter {row[0]}."),
                };
                pixels[place] = (byte)(row[1 + i] + neighbor);
            }
        }

        return pixels;
    }

    private static string[] Python(string script, string argument)
    {
        const int NoPillow = 77;
        foreach (string python in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                using var process = Process.Start(
                    new ProcessStartInfo(python, ["-c", script, argument]) { RedirectStandardOutput = true })!;
                string output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == NoPillow)
                    continue;
                Assert.AreEqual(0, process.ExitCode, output);
                return output.Split('\n');
            }
            catch (System.ComponentModel.Win32Exception)
            {
                continue;
            }
        }

        throw new AssertInconclusiveException("There is no Python with Pillow here (Debian: python3-pil).");
    }
}
