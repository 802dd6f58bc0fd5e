using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Loading;

/// <summary>Streams and memory are read as files are, with the same checks.</summary>
[TestClass]
public sealed class LoadingFromStreamsTests
{
    private static readonly OnnxGeneratorOptions s_cpu = new() { Device = GeneratorDevice.Cpu };

    private static readonly float[] s_expected =
        Generators.Expected(LatentNoise.Rows(3, Generators.LatentSize, seed: 5));

    [TestMethod]
    public void A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        using var stream = new MemoryStream([1, 2, 3, .. Generators.Image()]);
        stream.Position = 3;
        using var generator = OnnxGenerator.Load(stream, s_cpu);
        OnnxRun.AreClose(s_expected, generator.Sample(3, seed: 5).Values.Span);
        Assert.IsNull(generator.Info.Path);
        Assert.AreEqual(Generators.Image().Length, generator.Info.FileBytes);
        Assert.IsTrue(stream.CanRead);
    }

    [TestMethod]
    public void A_stream_without_a_length_is_read_too()
    {
        using var packed = new MemoryStream();
        using (var packer = new System.IO.Compression.GZipStream(
            packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            packer.Write(Generators.Image());
        packed.Position = 0;
        using var stream = new System.IO.Compression.GZipStream(
            packed, System.IO.Compression.CompressionMode.Decompress);
        using var generator = OnnxGenerator.Load(stream, s_cpu);
        OnnxRun.AreClose(s_expected, generator.Sample(3, seed: 5).Values.Span);
    }

    [TestMethod]
    public void A_part_of_memory_is_a_model()
    {
        byte[] model = Generators.Image(), among = [9, 9, .. model, 9];
        using var generator = OnnxGenerator.Load(among.AsMemory(2, model.Length), s_cpu);
        OnnxRun.AreClose(s_expected, generator.Sample(3, seed: 5).Values.Span);
        using var whole = OnnxGenerator.Load(new ReadOnlyMemory<byte>(model), s_cpu);
        OnnxRun.AreClose(s_expected, whole.Sample(3, seed: 5).Values.Span);
    }

    [TestMethod]
    public void What_is_no_generator_is_refused_as_in_a_file()
    {
        Refused([], "it is empty");
        Refused(PngEncoder.Encode([0], 1, 1, 1), "it is a PNG image");
        Refused(Generators.Image()[..^40], "is not an ONNX model");
        Refused(
            Generators.Image(graph => graph.Metadata[GeneratorMetadata.ValueRange] = "dark,light"),
            "value_range = 'dark,light'");
    }

    [TestMethod]
    public void No_more_than_the_limit_is_read_of_a_stream()
    {
        byte[] model = Generators.Image();
        using var endless = new Endless();
        Thrown.With<GanOnnxException>(
            "at most 100,000 are read", () => OnnxGenerator.Load(endless, s_cpu with { MaxFileBytes = 100_000 }));
        Assert.IsLessThan(1 << 20, endless.BytesRead);
        Thrown.With<GanOnnxException>(
            $"at most {model.Length - 1:N0}",
            () => OnnxGenerator.Load(new ReadOnlyMemory<byte>(model), s_cpu with { MaxFileBytes = model.Length - 1 }));
    }

    private static void Refused(byte[] bytes, string words)
    {
        using var stream = new MemoryStream(bytes);
        Thrown.With<GanOnnxException>(words, () => OnnxGenerator.Load(stream, s_cpu));
        Thrown.With<GanOnnxException>(words, () => OnnxGenerator.Load(new ReadOnlyMemory<byte>(bytes), s_cpu));
    }

    /// <summary>Zeros without end.</summary>
    private sealed class Endless : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer) => Count(buffer.Length);

        public override int Read(byte[] buffer, int offset, int count) => Count(count);

        private int Count(int bytes)
        {
            BytesRead += bytes;
            return bytes;
        }
    }
}
