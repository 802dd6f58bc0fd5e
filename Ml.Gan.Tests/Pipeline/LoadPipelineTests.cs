using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Microsoft.ML;
using Ml.Gan.Onnx.Protobuf;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Saved pipelines, whole ones and those that somebody changed.</summary>
[TestClass]
public sealed class LoadPipelineTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void A_saved_pipeline_is_loaded_with_its_schema()
    {
        _folder.Write("p.zip", SavedArchive.Create(_folder.Path));
        var data = _mlContext.Data.LoadFromEnumerable([new SavedArchive.Latent()]);

        var pipeline = _mlContext.Gan().LoadPipeline(_folder["p.zip"], out var schema);

        using var disposed = pipeline as IDisposable;
        Assert.AreEqual("latent", schema!.Single().Name);
        var made = _mlContext.Data.CreateEnumerable<SavedArchive.Sample>(pipeline.Transform(data), false).Single();
        CollectionAssert.AreEqual(new[] { 0.25f, -1 }, made.Values);
    }

    [TestMethod]
    public void A_pipeline_of_an_estimator_is_loaded()
    {
        var data = _mlContext.Data.LoadFromEnumerable(VectorRow.Create(50));
        var options = new GanEstimator.Options
        {
            OutputColumnName = "Generated",
            InputColumnName = nameof(VectorRow.Point),
            LatentColumnName = null,
            Network = new Ml.Gan.Networks.Mlp(),
            Steps = 1,
            BatchSize = 4,
        };
        _mlContext.Model.Save(_mlContext.Gan().Generator(options).Fit(data), data.Schema, _folder["p.zip"]);

        var pipeline = _mlContext.Gan().LoadPipeline(_folder["p.zip"], out _);

        using var disposed = pipeline as IDisposable;
        Assert.IsNotNull(pipeline.Transform(data).Schema.GetColumnOrNull("Generated"));
    }

    [TestMethod]
    [DataRow("../../evil", "leads out of the archive")]
    [DataRow("..\\..\\evil", "leads out of the archive")]
    [DataRow("/etc/evil", "leads out of the archive")]
    [DataRow("C:\\evil", "leads out of the archive")]
    public void Names_that_lead_out_of_the_archive(string name, string reason) =>
        Refused($"its entry '{name}' {reason}", Changed(add: archive => Add(archive, name, [1, 2])));

    [TestMethod]
    public void Links_and_entries_of_one_name()
    {
        Refused("its entry 'link' is a link", Changed(add: archive =>
            Add(archive, "link", "/etc/passwd"u8.ToArray()).ExternalAttributes = unchecked((int)0xA1FF0000)));
        Refused("it has two entries 'A/b'", Changed(add: archive =>
        {
            Add(archive, "a/B", [1]);
            Add(archive, "A/b", [1]);
        }));
    }

    [TestMethod]
    public void Entries_that_are_out_of_proportion()
    {
        Refused("announces 402653184 bytes in", Changed(add: archive =>
        {
            using var stream = archive.CreateEntry("zeros", CompressionLevel.Optimal).Open();
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 384; i++)
                stream.Write(zeros);
        }));
        Refused("it has 10", Changed(add: archive =>
        {
            for (int i = 0; i < 10_001; i++)
                archive.CreateEntry($"{i}");
        }));
        Refused("or the checksum that it announces", Damaged(SavedArchive.Create(_folder.Path)));
        Refused("doesn't hold a model of 2147483647", Changed((name, bytes) => SavedArchive.IsModel(name)
            ? [.. BitConverter.GetBytes(int.MaxValue), .. bytes[4..]]
            : bytes));
    }

    /// <summary>A few hundred bytes must not cost what they say that they unpack to.</summary>
    [TestMethod]
    public void Memory_is_not_taken_for_what_an_entry_announces()
    {
        const int Announced = 200 << 20;
        byte[] archive = SavedArchive.Create(_folder.Path);
        int name = archive.AsSpan().LastIndexOf("TransformerChain/OnnxModel"u8);
        // The length stands 22 bytes before the name, in the list of the archive's entries.
        BitConverter.TryWriteBytes(archive.AsSpan(name - 22), Announced);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused($"hasn't the {Announced} bytes", archive);

        Assert.IsLessThan(16 << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_model_whose_weights_are_in_another_file() => Refused(
        "a model in it is refused: ", Changed((name, bytes) =>
        {
            if (!SavedArchive.IsModel(name))
                return bytes;
            var model = ModelProto.Parser.ParseFrom(bytes, 4, bytes.Length - 4);
            model.Graph.Initializer.Add(new TensorProto
            {
                Name = "outside",
                DataLocation = TensorProto.Types.DataLocation.External,
                ExternalData = { new StringStringEntryProto { Key = "location", Value = "../../../etc/passwd" } },
            });
            byte[] changed = model.ToByteArray();
            return [.. BitConverter.GetBytes(changed.Length), .. changed];
        }), "external data");

    [TestMethod]
    [Timeout(20_000)]
    public void What_is_no_archive_of_a_pipeline()
    {
        byte[] archive = SavedArchive.Create(_folder.Path);
        Refused("it can't be unpacked", archive[..(archive.Length / 2)]);
        Refused("it can't be unpacked", Encoding.UTF8.GetBytes("hello, this is no archive"));
        Refused("ML.NET can't read it", Changed((_, _) => null));
        Refused("ML.NET can't read it", Changed((name, bytes) =>
            name.EndsWith("Model.key", StringComparison.Ordinal) ? bytes[..10] : bytes));
        if (!OperatingSystem.IsWindows())
            Assert.Contains("is empty, or a pipe", Assert.ThrowsExactly<GanException>(
                () => _mlContext.Gan().LoadPipeline(NamedPipe.In(_folder), out _)).Message);
    }

    /// <summary>ML.NET writes each model to a file of its own, from which ONNX Runtime reads it.</summary>
    [TestMethod]
    public void A_pipeline_that_cannot_be_loaded_leaves_no_copy_of_its_model()
    {
        _mlContext.TempFilePath = Directory.CreateDirectory(_folder["temporary"]).FullName;
        string other = _folder.Write("temporary/abcdefgh.ijk", Generators.Vector(3));

        Refused("ML.NET can't read it", Changed((name, bytes) =>
        {
            if (!SavedArchive.IsModel(name))
                return bytes;
            var model = ModelProto.Parser.ParseFrom(bytes, 4, bytes.Length - 4);
            model.Graph.Node[0].OpType = "NoSuchOperator";
            byte[] changed = model.ToByteArray();
            return [.. BitConverter.GetBytes(changed.Length), .. changed];
        }));
        Refused("ML.NET can't read it", SavedArchive.Changed(Chain(), (name, bytes) =>
            name.EndsWith("Transform_001/Model.key", StringComparison.Ordinal) ? bytes[..10] : bytes));

        string[] left = Directory.GetFileSystemEntries(_mlContext.TempFilePath);
        Assert.AreEqual(other, string.Join('\n', left), "what others have there");
    }

    private byte[] Changed(Func<string, byte[], byte[]?>? change = null, Action<ZipArchive>? add = null) =>
        SavedArchive.Changed(SavedArchive.Create(_folder.Path), change ?? ((_, bytes) => bytes), add);

    /// <summary>A pipeline with another transformer after the model.</summary>
    private byte[] Chain()
    {
        var context = new MLContext(seed: 1);
        var data = context.Data.LoadFromEnumerable([new SavedArchive.Latent()]);
        using var chain = context.Transforms
            .ApplyOnnxModel("sample", "latent", _folder.Write("g.onnx", Generators.Vector(2)))
            .Append(context.Transforms.CopyColumns("copy", "sample")).Fit(data);
        context.Model.Save(chain, data.Schema, _folder["chain.zip"]);
        return File.ReadAllBytes(_folder["chain.zip"]);
    }

    /// <summary>The checksum of the first entry changed, where the archive lists its entries.</summary>
    private static byte[] Damaged(byte[] archive)
    {
        archive[archive.AsSpan().IndexOf("PK\u0001\u0002"u8) + 16] ^= 1;
        return archive;
    }

    private static ZipArchiveEntry Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name);
        using var stream = entry.Open();
        stream.Write(content);
        return entry;
    }

    private void Refused(string reason, byte[] archive, string more = "")
    {
        string path = _folder.Write("p.zip", archive);
        var refusal = Assert.ThrowsExactly<GanException>(() => _mlContext.Gan().LoadPipeline(path, out _));
        Assert.Contains($"'{path}' is no pipeline that can be loaded: ", refusal.Message);
        Assert.Contains(reason, refusal.Message);
        Assert.Contains(more, refusal.Message);
    }
}
