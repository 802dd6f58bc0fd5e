using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Cli;

/// <summary>Fields that programs rely on, as docs/options.md lists them.</summary>
[TestClass]
public sealed class JsonTests
{
    [TestMethod]
    public void Data_says_what_a_training_would_read()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 6; i++)
            folder.Write($"photos/{(i < 4 ? "cat" : "dog")}/{i}.png", Picture((byte)i));
        var json = Parse(Tool.Run("data", folder["photos"], "--json"));
        CollectionAssert.AreEqual(
            new[]
            {
                "data", "kind", "count", "channels", "height", "width", "license", "stored_as", "images", "classes",
                "no_labels", "vector_size", "vector_columns", "sample_names",
            },
            json.EnumerateObject().Select(field => field.Name).ToArray());
        Assert.AreEqual("photos", json.GetProperty("data").GetString());
        Assert.AreEqual(6, json.GetProperty("count").GetInt64());
        Assert.AreEqual(1, json.GetProperty("channels").GetInt32());
        Assert.AreEqual("""["cat","dog"]""", JsonSerializer.Serialize(json.GetProperty("classes")));
        Assert.AreEqual(0, json.GetProperty("images").GetProperty("skipped").GetInt64());
        Assert.AreEqual("cat/0.png", json.GetProperty("sample_names")[0].GetString());
        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("vector_size").ValueKind);
    }

    [TestMethod]
    public void Translate_says_what_was_written_and_how_near_it_is()
    {
        using var folder = new TemporaryFolder();
        string model = folder.Write("inversion.onnx", Translators.Inversion());
        folder.Write("in/a.png", Picture(40));
        folder.Write("in/broken.png", [1, 2, 3]);
        folder.Write("target/a.png", Picture(215 - 10));
        folder.Write("target/broken.png", Picture(1));
        var run = Tool.Run(
            "translate", model, folder["in"], "--out", folder["out"], "--target", folder["target"], "--json");
        Assert.AreEqual(1, run.Code, "one image can't be read");
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual(1, json.GetProperty("written").GetInt32());
        Assert.AreEqual(1, json.GetProperty("compared").GetInt32());
        var images = json.GetProperty("images");
        Assert.AreEqual(folder["out/a.png"], images[0].GetProperty("output").GetString());
        Assert.AreEqual(folder["in/a.png"], images[0].GetProperty("input").GetString());

        // Bytes differ by 10 of 255.
        double psnr = 20 * Math.Log10(255 / 10.0);
        Assert.AreEqual(psnr, images[0].GetProperty("psnr").GetDouble(), 0.05);
        Assert.AreEqual(psnr, json.GetProperty("mean_psnr").GetDouble(), 0.05);
        Assert.AreEqual(JsonValueKind.Null, images[1].GetProperty("output").ValueKind);
        Assert.AreNotEqual("", images[1].GetProperty("fault").GetString());
    }

    [TestMethod]
    public void Sample_says_what_was_written()
    {
        using var folder = new TemporaryFolder();
        string model = SmallModel(folder);
        var grid = Parse(Tool.Run("sample", model, "--out", folder["grid.png"], "--count", "3", "--json"));
        CollectionAssert.AreEqual(
            new[]
            {
                "model", "output", "files", "were_there", "first", "count", "frames", "seed", "device",
                "device_description", "seconds",
            },
            grid.EnumerateObject().Select(field => field.Name).ToArray());
        AssertFiles(grid, folder["grid.png"]);
        Assert.AreEqual(3, grid.GetProperty("count").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, grid.GetProperty("frames").ValueKind);
        Assert.IsTrue(grid.GetProperty("device").GetString() is "cpu" or "cuda");
        Assert.IsGreaterThan(0, grid.GetProperty("seconds").GetDouble());

        var rows = Parse(Tool.Run("sample", model, "--out", folder["rows.png"], "--interpolate", "5", "--json"));
        Assert.AreEqual(65, rows.GetProperty("count").GetInt32(), "64 images are 12.8 rows of 5");
        var walk = Parse(Tool.Run("sample", model, "--out", folder["walk.png"], "--walk", "6", "--json"));
        Assert.AreEqual(6, walk.GetProperty("frames").GetInt32());
        Assert.AreEqual(1, walk.GetProperty("count").GetInt32());

        string[] images = ["sample", model, "--out", folder["images"], "--first", "999", "--count", "2", "--json"];
        var made = Parse(Tool.Run(images));
        string manifest = folder["images/samples-0000000999.json"];
        AssertFiles(
            made, folder["images/0000000/0000000999.png"], folder["images/0000001/0000001000.png"], manifest);
        Assert.AreEqual(999, made.GetProperty("first").GetInt32());
        Assert.IsFalse(made.GetProperty("were_there").GetBoolean());
        Assert.IsTrue(Parse(Tool.Run(images)).GetProperty("were_there").GetBoolean());
        AssertFiles(
            Parse(Tool.Run("sample", model, "--out", folder["array"], "--count", "2", "--format", "npy", "--json")),
            folder["array/samples-0000000000.npy"], folder["array/samples-0000000000.json"]);
    }

    [TestMethod]
    public void Export_says_what_was_written_and_how_far_it_is_from_the_model()
    {
        using var folder = new TemporaryFolder();
        string model = SmallModel(folder);
        var half = Parse(Tool.Run("export", model, "--float16", "--out", folder["half.onnx"], "--json"));
        CollectionAssert.AreEqual(
            new[]
            {
                "model", "model_bytes", "output", "files", "precision", "seed_input", "difference", "network",
                "tensors", "seconds",
            },
            half.EnumerateObject().Select(field => field.Name).ToArray());
        AssertFiles(half, folder["half.onnx"]);
        Assert.AreEqual(new FileInfo(model).Length, half.GetProperty("model_bytes").GetInt64());
        Assert.AreEqual("float16", half.GetProperty("precision").GetString());
        var difference = half.GetProperty("difference");
        double mean = difference.GetProperty("mean").GetDouble();
        double largest = difference.GetProperty("largest").GetDouble();
        Assert.IsTrue(mean > 0 && mean < largest && largest < 0.01, $"{mean}, {largest}");

        var triton = Parse(Tool.Run("export", model, "--triton", folder["models/digits"], "--json"));
        AssertFiles(triton, folder["models/digits/1/model.onnx"], folder["models/digits/config.pbtxt"]);
        Assert.AreEqual(JsonValueKind.Null, triton.GetProperty("difference").ValueKind);

        var weights = Parse(Tool.Run(
            "export", folder["run"], "--state-dict", folder["d.safetensors"], "--module", "discriminator", "--json"));
        AssertFiles(weights, folder["d.safetensors"]);
        Assert.AreEqual("discriminator", weights.GetProperty("network").GetString());
        Assert.IsGreaterThan(0, weights.GetProperty("tensors").GetInt32());
    }

    private static string SmallModel(TemporaryFolder folder)
    {
        Tool.Train(folder["run"], "--steps", "1").Succeeded();
        return folder["run/generator.onnx"];
    }

    private static void AssertFiles(JsonElement report, params string[] files)
    {
        var found = report.GetProperty("files").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(files, found.Select(file => file.GetProperty("path").GetString()).ToArray());
        foreach (var file in found)
            Assert.AreEqual(
                new FileInfo(file.GetProperty("path").GetString()!).Length, file.GetProperty("bytes").GetInt64());
    }

    private static byte[] Picture(byte gray) =>
        PngEncoder.Encode([.. Enumerable.Repeat(gray, 16 * 16)], 16, 16, channels: 1);

    private static JsonElement Parse(Tool run)
    {
        run.Succeeded();
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
