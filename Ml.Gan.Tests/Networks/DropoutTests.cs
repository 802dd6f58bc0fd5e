using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class DropoutTests
{
    private const int Count = 100_000;

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(0.5)]
    public void Drops_the_given_share_and_keeps_the_mean(double rate)
    {
        using var scope = NewDisposeScope();
        using var layer = Create(rate);

        float[] values = layer.call(torch.ones(Count)).ToFloats();

        double error = 4 * Math.Sqrt(rate * (1 - rate) / Count);
        Assert.AreEqual(rate, values.Count(v => v == 0) / (double)Count, error);
        Assert.AreEqual(1, values.Average(), error / (1 - rate));
        Assert.IsTrue(values.All(v => v == 0 || Math.Abs(v - 1 / (1 - rate)) < 1e-6));
    }

    [TestMethod]
    public void Does_nothing_in_inference()
    {
        using var scope = NewDisposeScope();
        using var layer = Create(0.5);
        layer.eval();

        Assert.IsTrue(layer.call(torch.ones(1000)).ToFloats().All(v => v == 1));
        LayerExportIsTheInput(layer);
    }

    [TestMethod]
    public void Draws_anew_each_time_from_its_own_seed_and_not_from_the_global_generator()
    {
        using var scope = NewDisposeScope();
        using Dropout one = Create(0.5), same = Create(0.5);
        var before = Generator.Default.get_state();
        var input = torch.ones(1000);

        float[] first = one.call(input).ToFloats(), second = one.call(input).ToFloats();

        CollectionAssert.AreNotEqual(first, second);
        CollectionAssert.AreEqual(first, same.call(input).ToFloats());
        CollectionAssert.AreEqual(before.bytes.ToArray(), Generator.Default.get_state().bytes.ToArray());
    }

    [TestMethod]
    public void The_gradient_is_dropped_where_the_value_was()
    {
        using var scope = NewDisposeScope();
        using var layer = Create(0.5);
        var input = torch.full(1000, 3).to(ScalarType.Float32).requires_grad_();

        var output = layer.call(input);
        output.sum().backward();

        CollectionAssert.AreEqual((output.detach() / 3).ToFloats(), input.grad!.ToFloats());
    }

    private static Dropout Create(double rate)
    {
        using var parameters = new ParameterFactory(8, CPU);
        return new Dropout(rate, parameters);
    }

    private static void LayerExportIsTheInput(Dropout layer)
    {
        var graph = new OnnxGraph("layer");
        var input = graph.Input("x", null, 3);
        Assert.AreSame(input, layer.Export(graph, "dropout", input));
    }
}
