using Google.Protobuf;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Onnx.Loading;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Metrics;

/// <summary>Features by small networks that give back the pixels that they get, so that these are seen.</summary>
[TestClass]
public sealed class OnnxFeaturesTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow("imagenet", (255 - 123.675f) / 58.395f, (127.5f - 116.28f) / 57.12f, -103.53f / 57.375f)]
    [DataRow("tanh", 1, 0, -1)]
    [DataRow("unit", 1, 0.5f, 0)]
    [DataRow("bytes", 255, 127.5f, 0)]
    [DataRow("caffe", 0 - 103.939f, 127.5f - 116.779f, 255 - 123.68f)]
    public void Pixels_are_normalized_as_the_network_wants_them(string name, float first, float second, float third)
    {
        var pixels = PixelNormalization.All.Single(one => one.Name == name);
        using var space = OnnxFeatures.Load(
            Echo(batch: null, side: 2), new SampleShape(3, 2, 2), new OnnxFeaturesOptions { Pixels = pixels });
        var image = Rows.Of(12, 1, 1, 1, 7, 0, 0, 0, 0, -1, -1, -1, -3);

        float[] features = space.Extract(image).Values.ToArray();

        float[] expected = [.. new[] { first, second, third }.SelectMany(x => Enumerable.Repeat(x, 4))];
        for (int i = 0; i < 12; i++)
            Assert.AreEqual(expected[i], features[i], 1e-4f, $"{i}; values beyond [-1, 1] are cut");
        Assert.AreEqual("echo.onnx features", space.Name);
        Assert.Contains($"12 numbers that 'echo.onnx' gives for an image of 2×2 ({name} pixels)", space.Description);
    }

    [TestMethod]
    public void It_is_given_up_where_that_is_asked_for()
    {
        using var space = OnnxFeatures.Load(Echo(batch: null, side: 2), new SampleShape(3, 2, 2));

        Assert.ThrowsExactly<OperationCanceledException>(
            () => space.Extract(new SampleRows(new float[12], 12), new CancellationToken(true)));
    }

    [TestMethod]
    public void It_tells_of_how_many_images_the_features_are_there()
    {
        var told = new Told();
        using var space = OnnxFeatures.Load(
            Echo(batch: null, side: 2), new SampleShape(1, 2, 2), new OnnxFeaturesOptions { Progress = told });

        space.Extract(new SampleRows(new float[4 * 11], 4));
        Assert.AreEqual(11, told.Last);
        space.Extract(new SampleRows(new float[4 * 2], 4));
        Assert.AreEqual(13, told.Last, "of all calls together");
    }

    [TestMethod]
    public void What_a_file_says_of_its_pixels_is_followed()
    {
        string Pixels(Action<ModelProto> change)
        {
            var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Echo(null, 2)));
            change(model);
            using var space = OnnxFeatures.Load(
                _folder.Write("said.onnx", model.ToByteArray()), new SampleShape(3, 2, 2));
            float[] colors = space.Extract(Rows.Of(12, 1, 1, 1, 1, 0, 0, 0, 0, -1, -1, -1, -1)).Values.ToArray();
            return $"{colors[0]:0.#} {colors[11]:0.#} {space.Description}";
        }
        void Say(ModelProto model, string key, string value) =>
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });

        Assert.Contains("(imagenet pixels)", Pixels(_ => { }));
        Assert.Contains("(caffe pixels)", Pixels(model => model.ProducerName = "CNTK"));
        Assert.StartsWith("255 0 ", Pixels(model => Say(model, "Image.NominalPixelRange", "NominalRange_0_255")));
        Assert.StartsWith("1 0 ", Pixels(model => Say(model, "Image.NominalPixelRange", "Normalized_0_1")));
        Assert.StartsWith("1 -1 ", Pixels(model => Say(model, "Image.NominalPixelRange", "Normalized_1_1")));
        Assert.StartsWith("0 1 ", Pixels(model =>
        {
            Say(model, "Image.NominalPixelRange", "Normalized_0_1");
            Say(model, "Image.BitmapPixelFormat", "Bgr8");
        }));
    }

    [TestMethod]
    public void Images_grow_bilinearly_and_shrink_by_means_of_areas()
    {
        var tanh = new OnnxFeaturesOptions { Pixels = PixelNormalization.Tanh };
        using var growing = OnnxFeatures.Load(Echo(null, side: 4), new SampleShape(1, 2, 2), tanh);
        float[] grown = growing.Extract(Rows.Of(4, 0, 0.8f, 0, 0.8f)).Values.ToArray();
        for (int i = 0; i < 48; i++)
            Assert.AreEqual(((float[])[0, 0.2f, 0.6f, 0.8f])[i % 4], grown[i], 1e-5f, "gray in all three channels");

        using var shrinking = OnnxFeatures.Load(Echo(null, side: 2), new SampleShape(1, 4, 4), tanh);
        float[] image = [.. Enumerable.Range(0, 16).Select(i => i / 20f)];
        float[] shrunk = shrinking.Extract(Rows.Of(16, image)).Values.ToArray();
        for (int i = 0; i < 4; i++)
        {
            int corner = i / 2 * 8 + i % 2 * 2;
            Assert.AreEqual(
                (image[corner] + image[corner + 1] + image[corner + 4] + image[corner + 5]) / 4, shrunk[i], 1e-5f);
        }
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(1)]
    public void Each_image_has_the_features_that_it_has_alone(int? batch)
    {
        var shape = new SampleShape(3, 2, 2);
        using var space = OnnxFeatures.Load(Echo(batch, side: 2), shape);
        var images = Rows.Normal(150, 1, new float[12]);
        long before = Tensor.TotalCount;

        var all = space.Extract(images);

        Assert.AreEqual(before, Tensor.TotalCount);
        Assert.AreEqual(150, all.Count);
        foreach (int i in (int[])[0, 15, 16, 63, 64, 149])
            CollectionAssert.AreEqual(space.Extract(images.Slice(i, 1)).Values.ToArray(), all[i].ToArray());
        Assert.AreEqual(0, space.Extract(images.Slice(0, 0)).Count);
        Assert.ThrowsExactly<ArgumentException>(() => space.Extract(Rows.Of(3, 1, 2, 3)));
    }

    [TestMethod]
    public void Open_sizes_are_224()
    {
        var graph = new OnnxGraph("pool");
        var image = graph.Input("image", null, 3, null, null);
        graph.Output("mean", graph.Node("GlobalAveragePool", "mean", [image], [null, 3, 1, 1]));
        graph.Save(_folder["pool.onnx"]);

        using var space = OnnxFeatures.Load(_folder["pool.onnx"], new SampleShape(1, 2, 2));

        Assert.Contains("3 numbers that 'pool.onnx' gives for an image of 224×224", space.Description);
    }

    [TestMethod]
    public void What_is_no_network_of_images_is_refused_with_what_it_takes()
    {
        var shape = new SampleShape(3, 8, 8);
        void Refused(string words, Action<OnnxGraph> build)
        {
            var graph = new OnnxGraph("other");
            build(graph);
            graph.Save(_folder["other.onnx"]);
            var refusal =
                Assert.ThrowsExactly<GanOnnxException>(() => OnnxFeatures.Load(_folder["other.onnx"], shape));
            Assert.Contains("other.onnx'", refusal.Message);
            Assert.Contains(words, refusal.Message);
        }

        Refused("takes 'latent float [N, 8]'; a network for features takes one batch of color images",
            graph => graph.Output("y", graph.Relu("y", graph.Input("latent", null, 8))));
        Refused("'image float [N, 1, 8, 8]'",
            graph => graph.Output("y", graph.Relu("y", graph.Input("image", null, 1, 8, 8))));
        Refused("'image float [7, 3, 8, 8]'",
            graph => graph.Output("y", graph.Relu("y", graph.Input("image", 7, 3, 8, 8))));
        Refused("'image float [N, 3, 5000, 8]'; ",
            graph => graph.Output("y", graph.Relu("y", graph.Input("image", null, 3, 5000, 8))));
        Refused("' and 'label int64 [N]'", graph =>
        {
            var image = graph.Input("image", null, 3, 8, 8);
            graph.Input("label", OnnxElementType.Int64, [null]);
            graph.Output("y", graph.Relu("y", image));
        });
        Refused("has the shape [1, 3, 64, 64] for one image; expected [1, D] with at most 8192 numbers",
            graph => graph.Output("y", graph.Relu("y", graph.Input("image", null, 3, 64, 64))));
        Thrown.With<GanException>(
            "of 1 or 3 channels; these samples are 12",
            () => OnnxFeatures.Load(Echo(null, 2), SampleShape.Vector(12)));
        Thrown.With<FileNotFoundException>(
            "none.onnx", () => OnnxFeatures.Load(_folder["none.onnx"], shape));
    }

    [TestMethod]
    public void Files_that_nobody_should_trust_are_refused_as_generators_are()
    {
        int refused = 0;
        foreach (var (name, _, bytes) in HostileModels.All().Where(model => model.Bytes.Length < 100_000))
        {
            string file = _folder.Write("hostile.onnx", bytes);
            Assert.ThrowsExactly<GanOnnxException>(
                () => OnnxFeatures.Load(file, new SampleShape(3, 8, 8)).Dispose(), name);
            refused++;
        }
        Assert.IsGreaterThan(50, refused);
    }

    [TestMethod]
    public void Features_that_are_no_numbers_are_refused()
    {
        var graph = new OnnxGraph("root");
        graph.Output("y", graph.Reshape("y", graph.Sqrt("root", graph.Input("image", null, 3, 2, 2)), -1, 12));
        graph.Save(_folder["root.onnx"]);
        using var space = OnnxFeatures.Load(_folder["root.onnx"], new SampleShape(3, 2, 2));

        Thrown.With<GanException>(
            "'root.onnx' gives features that aren't finite numbers. Check what its pixels have to be (imagenet now)",
            () => space.Extract(Rows.Of(12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)));
    }

    /// <summary>A network whose features are the pixels that it gets.</summary>
    private string Echo(int? batch, int side)
    {
        var graph = new OnnxGraph("echo");
        var image = graph.Input("image", batch, 3, side, side);
        graph.Output("features", graph.Reshape("features", image, batch ?? -1, 3 * side * side));
        graph.Save(_folder["echo.onnx"]);
        return _folder["echo.onnx"];
    }
}
