using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Onnx.Writing;

[TestClass]
public sealed class OnnxCompositionTests
{
    [TestMethod]
    public void A_graph_in_front_of_a_model_computes_its_inputs()
    {
        float[] halves = [2, -1, 0.5f, 4, 0, -3];
        var graph = new OnnxGraph("double");
        var numbers = graph.Input("numbers", null, Generators.LatentSize);
        graph.Output("latent", graph.Add("sum", numbers, numbers));

        byte[] composed = OnnxComposition.Prepend(graph, Generators.Image());

        float[] images = OnnxRun.Run(composed, out long[] shape, ("numbers", halves, [2, Generators.LatentSize]));
        OnnxRun.AreClose(Generators.Expected([.. halves.Select(half => 2 * half)]), images);
        CollectionAssert.AreEqual(new long[] { 2, 1, 2, 2 }, shape);
    }

    [TestMethod]
    public void Names_inside_of_the_model_give_way_to_those_of_the_graph()
    {
        var graph = new OnnxGraph("clash");
        var input = graph.Input("tanh", null, Generators.LatentSize);
        var sum = graph.Add("fc", input, graph.Constant("fc.weight", [0f], 1));
        graph.Output("latent", graph.Tanh("pixels", sum));
        float[] values = [1, 2, 3];

        float[] images = OnnxRun.Run(
            OnnxComposition.Prepend(graph, Generators.Image()), out _, ("tanh", values, [1, Generators.LatentSize]));

        OnnxRun.AreClose(Generators.Expected([.. values.Select(MathF.Tanh)]), images);
    }

    [TestMethod]
    public void A_graph_behind_a_model_makes_something_of_its_outputs()
    {
        var graph = new OnnxGraph("tail");
        var image = graph.Input("image", null, 1, 2, 2);
        graph.Output("mean", graph.ReduceMean("fc", graph.Reshape("tanh", image, -1, 4), axis: 1));
        float[] latents = [1, 2, 3, -1, 0.5f, 0];

        float[] means = OnnxRun.Run(
            OnnxComposition.Append(Generators.Image(), graph), out long[] shape,
            ("latent", latents, [2, Generators.LatentSize]));

        OnnxRun.AreClose([.. Generators.Expected(latents).Chunk(4).Select(values => values.Average())], means);
        Assert.AreEqual(2, shape[0]);
        Thrown.With<ArgumentException>("no output 'picture'", () => Append("picture", new OnnxGraph("tail"), 1));
        Thrown.With<ArgumentException>("image float [N, 3", () => Append("image", new OnnxGraph("tail"), 3));
        Thrown.With<ArgumentException>("version 15", () => Append("image", new OnnxGraph("tail", opset: 15), 1));

        static void Append(string input, OnnxGraph graph, long channels)
        {
            graph.Output("other", graph.Input(input, null, channels, 2, 2));
            OnnxComposition.Append(Generators.Image(), graph);
        }
    }

    [TestMethod]
    public void What_doesn_t_fit_is_refused()
    {
        Refused("no input 'other'", graph => graph.Output("other", graph.Input("x", null, Generators.LatentSize)));
        Refused("latent float [N, 5]", graph => graph.Output("latent", graph.Input("x", null, 5)));
        Refused("'image'", graph => graph.Output("latent", graph.Input("image", null, Generators.LatentSize)));
        Thrown.With<ArgumentException>(
            "version 15", () => OnnxComposition.Prepend(Head(new OnnxGraph("head", opset: 15)), Generators.Image()));
        foreach (long version in (long[])[9, -1, 1L << 40])
        {
            var old = ModelProto.Parser.ParseFrom(Generators.Image());
            old.OpsetImport[0].Version = version;
            Thrown.With<GanOnnxException>(
                $"version {version} of the operator set", () => OnnxComposition.WithSeedInput(old.ToByteArray()));
        }
        Thrown.With<ArgumentException>("already", () => OnnxComposition.WithSeedInput(Generators.FromSeeds()));

        static void Refused(string part, Action<OnnxGraph> write)
        {
            var graph = new OnnxGraph("head");
            write(graph);
            Thrown.With<ArgumentException>(part, () => OnnxComposition.Prepend(graph, Generators.Image()));
        }

        static OnnxGraph Head(OnnxGraph graph)
        {
            graph.Output("latent", graph.Input("x", null, Generators.LatentSize));
            return graph;
        }
    }

    [TestMethod]
    public void A_generator_that_takes_seeds_makes_the_samples_that_it_makes_of_their_latents()
    {
        using var fromLatents = OnnxGenerator.Load(Generators.Image());
        using var fromSeeds = OnnxGenerator.Load(OnnxComposition.WithSeedInput(Generators.Image()));

        Assert.IsTrue(fromSeeds.Info.TakesSeeds);
        Assert.AreEqual("seed int64 [N]", fromSeeds.Info.Input.ToString());
        Assert.AreEqual("tiny", fromSeeds.Info.Network, "metadata stay");
        OnnxRun.AreClose(fromLatents.Sample(20, seed: 3).Values.Span, fromSeeds.Sample(20, seed: 3).Values.Span, 1e-5f);
    }
}
