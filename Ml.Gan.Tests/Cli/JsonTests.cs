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

    private static byte[] Picture(byte gray) =>
        PngEncoder.Encode([.. Enumerable.Repeat(gray, 16 * 16)], 16, 16, channels: 1);

    private static JsonElement Parse(Tool run)
    {
        run.Succeeded();
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
