using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Cli.Translating;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli.Sharding;

[TestClass]
public sealed class ShardedSamplesTests : IDisposable
{
    private const int Count = 29;

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.Write("tiny.onnx", Generators.Image());

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public void Arrays_after_one_another_are_the_array_of_one_run(int shards)
    {
        Sample("all", "--count", $"{Count}", "--format", "npy");
        var all = NpyArray.Read(_folder["all/samples-0000000000.npy"]);
        CollectionAssert.AreEqual(new[] { Count, 2, 2, 1 }, all.Shape);
        Assert.AreEqual("|u1", all.Type);
        using var generator = OnnxGenerator.Load(Model);
        var expected = generator.Sample(Count, 1);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, Count).SelectMany(expected.ToPixels).ToArray(), all.Content);

        for (int i = shards - 1; i >= 0; i--)
            Sample($"parts{i % 2}", "--count", $"{Count}", "--format", "npy", "--shard", $"{i}/{shards}");
        string[] files = [.. Directory.EnumerateFiles(_folder.Path, "samples-*.npy", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/all/", StringComparison.Ordinal)).OrderBy(Path.GetFileName)];
        Assert.HasCount(shards, files);
        CollectionAssert.AreEqual(all.Content, files.SelectMany(path => NpyArray.Read(path).Content).ToArray());
        Assert.AreEqual(Hash(all.Content), Verified("all"));
        Assert.AreEqual(Hash(all.Content), Verified([.. Directory.EnumerateDirectories(_folder.Path, "parts*")]));
    }

    [TestMethod]
    public void Images_have_names_by_index_a_thousand_in_a_folder()
    {
        Sample("images", "--first", "998", "--count", "4", "--batch", "3");
        string[] expected = ["0000000/0000000998.png", "0000000/0000000999.png", "0000001/0000001000.png",
            "0000001/0000001001.png"];
        CollectionAssert.AreEqual(expected, Images("images"));
        using var generator = OnnxGenerator.Load(Model);
        var samples = generator.Sample(1002, 1);
        for (int i = 0; i < expected.Length; i++)
            CollectionAssert.AreEqual(
                samples.ToPixels(998 + i),
                DecodedPicture.Gray(File.ReadAllBytes(_folder[$"images/{expected[i]}"]), out _));

        Sample("parts", "--first", "998", "--count", "4", "--shard", "1/2");
        Sample("parts", "--first", "998", "--count", "4", "--shard", "0/2");
        CollectionAssert.AreEqual(expected, Images("parts"));
        Assert.AreEqual(Verified("images"), Verified("parts"));
    }

    [TestMethod]
    public void A_data_source_reads_idx_files()
    {
        Sample("idx", "--count", "5", "--format", "idx");
        using var generator = OnnxGenerator.Load(Model);
        var expected = generator.Sample(5, 1);
        using var source = SampleSource.Open(_folder["idx"], new SampleSourceOptions { Size = 2 });
        Assert.AreEqual(5, source.Count);
        for (int i = 0; i < 5; i++)
            CollectionAssert.AreEqual(expected.ToPixels(i), source.ReadBytes(i));
    }

    [TestMethod]
    public void Vectors_are_numbers_of_four_bytes()
    {
        string model = _folder.Write("vector.onnx", Generators.Vector(3));
        Tool.Run("sample", model, "--out", _folder["vectors"], "--count", "4", "--format", "npy").Succeeded();
        var array = NpyArray.Read(_folder["vectors/samples-0000000000.npy"]);
        Assert.AreEqual("<f4", array.Type);
        CollectionAssert.AreEqual(new[] { 4, 3 }, array.Shape);
        CollectionAssert.AreEqual(
            LatentNoise.Rows(4, 3, 1), MemoryMarshal.Cast<byte, float>(array.Content).ToArray());
        Tool.Run("sample", model, "--out", _folder["v"]).Failed(2, "--format: ", "1 or 3 channels", "--format npy");
    }

    [TestMethod]
    public void Classes_go_on_from_shard_to_shard()
    {
        string model = _folder.Write("classes.onnx", EchoGenerator.Bytes("""["cat", "dog", "eel"]"""));
        for (int i = 0; i < 2; i++)
            Tool.Run("sample", model, "--out", _folder["labels"], "--count", "10", "--format", "npy", "--shard",
                $"{i}/2", "--label", "eel,cat").Succeeded();
        float[] values = MemoryMarshal.Cast<byte, float>(
            (byte[])[.. NpyArray.Read(_folder["labels/samples-0000000000.npy"]).Content,
                .. NpyArray.Read(_folder["labels/samples-0000000005.npy"]).Content]).ToArray();
        for (int i = 0; i < 10; i++)
            Assert.AreEqual(1, values[i * 5 + 2 + (i % 2 == 0 ? 2 : 0)], $"sample {i}");
    }

    [TestMethod]
    public void What_is_there_is_not_made_again()
    {
        string[] args = ["--count", "9", "--shard", "1/3"];
        Sample("out", args);
        string[] files = Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories);
        foreach (string file in files)
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        var again = Sample("out", args);
        Assert.Contains("holds samples 3 to 5 already; nothing is left to do.", again.Output);
        Assert.IsTrue(files.All(file => File.GetLastWriteTimeUtc(file) == DateTime.UnixEpoch));

        File.Delete(_folder["out/0000000/0000000004.png"]);
        Assert.Contains("Wrote samples 3 to 5", Sample("out", args).Output);
        Assert.IsTrue(File.Exists(_folder["out/0000000/0000000004.png"]));
    }

    [TestMethod]
    public void A_run_that_was_stopped_leaves_nothing_half_and_begins_again()
    {
        string[] args = ["sample", Model, "--out", _folder["out"], "--count", "8", "--format", "npy"];
        var stopped = Tool.Run(new CancellationToken(true), args);
        Assert.AreEqual(130, stopped.Code);
        Assert.Contains("the same command makes them again", stopped.Error);
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder["out"]));

        // What is left where the process was killed.
        File.WriteAllText(_folder["out/samples-0000000000.partial"], new string('x', 5000));
        Tool.Run(args).Succeeded();
        Assert.HasCount(2, Directory.GetFileSystemEntries(_folder["out"]));
        Assert.HasCount(32, NpyArray.Read(_folder["out/samples-0000000000.npy"]).Content);
    }

    [TestMethod]
    public void Two_at_once_do_not_clash()
    {
        Directory.CreateDirectory(_folder["out"]);
        using var other = new FileStream(
            _folder["out/samples-0000000000.partial"], FileMode.Create, FileAccess.Write, FileShare.None);
        Tool.Run("sample", Model, "--out", _folder["out"], "--count", "8").Failed(1, "Another process is writing");
        Assert.HasCount(1, Directory.GetFileSystemEntries(_folder["out"]));
    }

    [TestMethod]
    public void A_folder_holds_samples_of_one_run()
    {
        Sample("out", "--count", "8", "--shard", "0/2");
        string[] part = ["--out", _folder["out"], "--count", "8", "--shard", "1/2"];
        string other = _folder.Write("other.onnx", Generators.Image(graph => graph.Metadata["steps"] = "2"));
        Tool.Run(["sample", other, .. part]).Failed(1, "another run", "another model", "Take another folder");
        Tool.Run(["sample", Model, .. part, "--seed", "2"]).Failed(1, "the seed 1 instead of 2");
        Tool.Run(["sample", Model, .. part, "--truncation", "1"]).Failed(1, "truncation left out instead of 1");
        Tool.Run(["sample", Model, .. part, "--format", "npy"]).Failed(1, "the format png instead of npy");
        Assert.HasCount(4, Images("out"));
    }

    [TestMethod]
    public void The_manifest_says_what_is_there()
    {
        Sample("out", "--count", "9", "--first", "10", "--shard", "1/3", "--seed", "7", "--format", "npy");
        var json = JsonDocument.Parse(File.ReadAllBytes(_folder["out/samples-0000000013.json"])).RootElement;
        var request = json.GetProperty("request");
        Assert.AreEqual(Hash(Generators.Image()), request.GetProperty("model_sha256").GetString());
        Assert.AreEqual(7, request.GetProperty("seed").GetInt32());
        Assert.AreEqual("npy", request.GetProperty("format").GetString());
        Assert.AreEqual("[1,2,2]", JsonSerializer.Serialize(request.GetProperty("shape")));
        byte[] content = NpyArray.Read(_folder["out/samples-0000000013.npy"]).Content;
        Assert.AreEqual(Hash(content), json.GetProperty("sha256").GetString());
        (string Name, long Value)[] numbers =
            [("first", 13), ("count", 3), ("run_first", 10), ("run_count", 9), ("bytes", 12), ("manifest_version", 1)];
        foreach (var (name, value) in numbers)
            Assert.AreEqual(value, json.GetProperty(name).GetInt64(), name);
        Assert.AreEqual("1/3", json.GetProperty("shard").GetString());
        StringAssert.StartsWith(json.GetProperty("producer").GetString(), "mlgan ");
    }

    [TestMethod]
    public void Options_of_grids_and_of_folders_are_told_apart()
    {
        string model = Model;
        Refused("is for files in a folder", "--out", _folder["grid.png"], "--shard", "0/2");
        Refused("is for files in a folder", "--out", _folder["grid.png"], "--format", "png");
        Refused("--columns: It is for one picture", "--out", _folder["out"], "--columns", "3");
        Refused("--interpolate: It is for one picture", "--out", _folder["out"], "--interpolate", "3");
        Refused("write '", "--out", _folder["grid.jpg"]);
        Refused("--format npy", "--out", _folder["all.npy"]);
        Refused("--format takes png or npy or idx, not 'parquet'", "--out", _folder["out"], "--format", "parquet");
        Refused("from 0", "--out", _folder["out"], "--shard", "4/4");
        Refused("are too many", "--out", _folder["out"], "--first", "2147483647", "--count", "2");
        Assert.IsFalse(Directory.Exists(_folder["out"]));

        void Refused(string words, params string[] args) => Tool.Run(["sample", model, .. args]).Failed(2, words);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string? Verified(params string[] folders)
    {
        var run = Tool.Run(["verify", .. folders.Select(folder => Path.Combine(_folder.Path, folder)), "--json"]);
        run.Succeeded();
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("sha256").GetString();
    }

    private string[] Images(string folder) =>
    [
        .. Directory.EnumerateFiles(_folder[folder], "*.png", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder[folder], path)).Order(StringComparer.Ordinal),
    ];

    private Tool Sample(string folder, params string[] args)
    {
        var run = Tool.Run(["sample", Model, "--out", _folder[folder], "--device", "cpu", .. args]);
        run.Succeeded();
        return run;
    }
}
