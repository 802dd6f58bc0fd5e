using System.Text;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Writing;

[TestClass]
public class OnnxGraphTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(17)]
    public void A_model_takes_any_batch(int batch)
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("latent", null, 3);
        x = graph.Linear("fc", x, OnnxRun.Numbers(24, 1), OnnxRun.Numbers(8, 2), 8);
        x = graph.Reshape("seed", x, -1, 2, 2, 2);
        x = graph.ConvTranspose2d("up", x, OnnxRun.Numbers(32, 3), null, 1, 4, 2, 1);
        graph.Output("image", graph.Tanh("tanh", x));
        byte[] model = graph.ToBytes();

        float[] latents = OnnxRun.Numbers(3 * batch, 4);
        float[] images = OnnxRun.Run(model, out long[] shape, ("latent", latents, [batch, 3]));
        CollectionAssert.AreEqual(new long[] { batch, 1, 4, 4 }, shape);
        for (int row = 0; row < batch; row++)
        {
            float[] alone = OnnxRun.Run(model, out _, ("latent", latents[(3 * row)..(3 * (row + 1))], [1, 3]));
            OnnxRun.AreClose(alone, images.AsSpan(16 * row, 16));
        }
    }

    [TestMethod]
    public void The_same_calls_give_the_same_bytes()
    {
        byte[] first = Build("a", "b");
        CollectionAssert.AreEqual(first, Build("b", "a"), "the order in which metadata was set does not matter");

        static byte[] Build(params string[] keys)
        {
            var graph = new OnnxGraph("test");
            foreach (string key in keys)
                graph.Metadata[key] = key + key;
            graph.Output("y", graph.Linear("fc", graph.Input("x", null, 2), [1, 2], [3], 1));
            byte[] bytes = graph.ToBytes();
            CollectionAssert.AreEqual(bytes, graph.ToBytes(), "writing changes nothing");
            return bytes;
        }
    }

    [TestMethod]
    public void Names_are_unique_and_tell_what_a_node_is()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", null, 2);
        var first = graph.Linear("fc", x, [1, 2, 3, 4], null, 2);
        var second = graph.Linear("fc", first, [1, 2, 3, 4], null, 2);
        Assert.AreEqual("fc", first.Name);
        Assert.AreEqual("fc_2", second.Name);
        graph.Output("y", second);
        OnnxRun.AreClose([7, 15, 10, 22], OnnxRun.Run(graph, ("x", [1, 0, 0, 1], [2, 2])));
    }

    [TestMethod]
    public void An_output_that_no_node_gives_is_copied()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", null, 2);
        graph.Output("y", x);
        OnnxRun.AreClose([1, 2], OnnxRun.Run(graph, ("x", [1, 2], [1, 2])));
    }

    [TestMethod]
    public void Two_outputs_may_be_the_same_value()
    {
        var graph = new OnnxGraph("test");
        var y = graph.Relu("relu", graph.Input("x", null, 1));
        graph.Output("a", y);
        graph.Output("b", y);
        OnnxRun.AreClose([3], OnnxRun.Run(graph, ("x", [3], [1, 1])));
    }

    [TestMethod]
    public void Mistakes_are_named()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", null, 2);
        Thrown.With<ArgumentException>("'x'", () => graph.Input("x", null, 3));
        Thrown.With<ArgumentException>("4 elements", () => graph.Constant("c", new float[4], 3, 2));
        Thrown.With<ArgumentException>("[4, 2]; got 7", () => graph.Linear("fc", x, new float[7], null, 4));
        Thrown.With<ArgumentException>("bias", () => graph.Linear("fc", x, new float[8], new float[3], 4));
        Thrown.With<ArgumentException>("(N, C, H, W)", () => graph.Conv2d("conv", x, new float[8], null, 4, 1));
        Thrown.With<ArgumentException>("do not fit", () => graph.Reshape("r", x, -1, 3));
        Thrown.With<ArgumentException>("do not fit", () => graph.Reshape("r", x, 1, 2));
        Thrown.With<ArgumentException>(
            "dimension 1 is 2 and 3", () => graph.Add("a", x, graph.Constant("c", new float[3], 3)));
        Thrown.With<ArgumentException>("axis 1", () => graph.Concat("cat", [x, graph.Constant("c", new float[3], 3)]));
        Thrown.With<ArgumentException>(
            "2 channels; got 3 scales", () => graph.ScaleAndShift("bn", x, new float[3], new float[2]));
        Thrown.With<ArgumentException>("'other'", () => graph.Relu("relu", new OnnxGraph("other").Input("z", null, 1)));
        Thrown.With<ArgumentException>(
            "'when' is a DateTime", () => graph.Node("Relu", "relu", [x], [null, 2], ("when", DateTime.UnixEpoch)));
        Thrown.With<InvalidOperationException>("no output", () => graph.ToBytes());
    }

    [TestMethod]
    public void Saving_replaces_the_file_and_leaves_nothing_else()
    {
        string folder = Directory.CreateTempSubdirectory("mlgan").FullName;
        try
        {
            string path = Path.Combine(folder, "g.onnx");
            File.WriteAllText(path, "old");
            var graph = new OnnxGraph("test");
            graph.Output("y", graph.Relu("relu", graph.Input("x", null, 1)));
            graph.Save(path);
            CollectionAssert.AreEqual(graph.ToBytes(), File.ReadAllBytes(path));
            Thrown.With<DirectoryNotFoundException>(
                "does not exist", () => graph.Save(Path.Combine(folder, "none", "g.onnx")));
            Thrown.With<IOException>("is a folder", () => graph.Save(folder));
            Assert.HasCount(1, Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Text_is_written_as_utf8()
    {
        var graph = new OnnxGraph("test");
        graph.Metadata[GeneratorMetadata.TrainingData] = "Œuvres – ∀";
        graph.Output("y", graph.Relu("relu", graph.Input("x", null, 1)));
        Assert.IsGreaterThan(0, graph.ToBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes("Œuvres – ∀")));
    }
}
