using Ml.Gan.Networks;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class LstmCellTests : LayerTests
{
    private const int Count = 3, Inputs = 4, Size = 5, Steps = 6;

    [TestMethod]
    public void Steps_are_those_of_the_equations()
    {
        using var cell = Double();
        var inputs = Numeric.Normal(Random, Count, Steps, Inputs);
        var (hidden, state) = (Numeric.Normal(Random, Count, Size), Numeric.Normal(Random, Count, Size));
        for (int row = 0; row < Count; row++)
        {
            double[] h = Row(hidden, row), c = Row(state, row);
            var (nextHidden, nextState) = (hidden, state);
            for (int t = 0; t < Steps; t++)
            {
                Reference(cell, Row(inputs.select(1, t), row), h, c);
                (nextHidden, nextState) = cell.call(inputs.select(1, t), nextHidden, nextState);
                Numeric.AreClose(h, nextHidden[row], 1e-12);
                Numeric.AreClose(c, nextState[row], 1e-12);
            }
        }
    }

    [TestMethod]
    public void A_sequence_that_is_projected_at_once_gives_the_same_steps()
    {
        using var cell = Double();
        var inputs = Numeric.Normal(Random, Count, Steps, Inputs);
        var (hidden, state) = (Numeric.Normal(Random, Count, Size), Numeric.Normal(Random, Count, Size));
        var projected = cell.Project(inputs);
        for (int t = 0; t < Steps; t++)
        {
            var (one, other) = cell.call(inputs.select(1, t), hidden, state);
            (hidden, state) = cell.Step(projected.select(1, t), hidden, state);
            Numeric.AreClose(one, hidden, 1e-12);
            Numeric.AreClose(other, state, 1e-12);
        }
    }

    [TestMethod]
    public void Gradients_through_two_steps_agree_with_finite_differences()
    {
        using var cell = Double();
        Tensor[] leaves =
        [
            Numeric.Normal(Random, Count, Inputs), Numeric.Normal(Random, Count, Size),
            Numeric.Normal(Random, Count, Size),
        ];
        var (outer, other) = (Numeric.Normal(Random, Count, Size), Numeric.Normal(Random, Count, Size));
        for (int i = 0; i < leaves.Length; i++)
        {
            var at = leaves[i].clone().requires_grad_();
            Numeric.AreClose(
                Numeric.Gradient(x => Value(With(i, x)), leaves[i]), autograd.grad([Value(With(i, at))], [at])[0],
                1e-6);
        }
        foreach (var parameter in cell.parameters())
        {
            var gradient = autograd.grad([Value(leaves)], [parameter])[0];
            using var frozen = no_grad();
            var original = parameter.detach().clone();
            Tensor Changed(Tensor values)
            {
                parameter.copy_(values);
                return Value(leaves);
            }
            Numeric.AreClose(Numeric.Gradient(Changed, original), gradient, 1e-6);
            parameter.copy_(original);
        }

        Tensor[] With(int place, Tensor x) => [.. leaves.Select((leaf, i) => i == place ? x : leaf)];

        Tensor Value(Tensor[] given)
        {
            var (hidden, state) = cell.call(given[0], given[1], given[2]);
            (hidden, state) = cell.call(given[0], hidden, state);
            return (hidden * outer).sum() + (state * other).sum();
        }
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same()
    {
        using var cell = new LstmCell(Inputs, Size, Parameters);
        var graph = new OnnxGraph("cell");
        var (x, h, c) = (graph.Input("x", null, Inputs), graph.Input("h", null, Size), graph.Input("c", null, Size));
        var weights = cell.Prepare(graph, "cell");
        var (hidden, state) = weights.Step(graph, "first", x, h, c);
        (hidden, state) = weights.Step(graph, "second", x, hidden, state);
        graph.Output("y", graph.Concat("joined", [hidden, state]));
        float[] input = OnnxRun.Numbers(Count * Inputs, 1), first = OnnxRun.Numbers(Count * Size, 2);
        float[] second = OnnxRun.Numbers(Count * Size, 3);

        byte[] model = graph.ToBytes();
        float[] actual = OnnxRun.Run(
            model, out _, ("x", input, [Count, Inputs]), ("h", first, [Count, Size]), ("c", second, [Count, Size]));

        var given = torch.tensor(input, [Count, Inputs]);
        var (one, other) = cell.call(given, torch.tensor(first, [Count, Size]), torch.tensor(second, [Count, Size]));
        (one, other) = cell.call(given, one, other);
        OnnxRun.AreClose(cat([one, other], 1).data<float>().ToArray(), actual, 1e-5f);
    }

    [TestMethod]
    public void Weights_are_written_once_for_all_steps()
    {
        const int Large = 64;
        using var cell = new LstmCell(Large, Large, Parameters);
        var graph = new OnnxGraph("cell");
        var x = graph.Input("x", null, Large);
        var (weights, hidden, state) = (cell.Prepare(graph, "cell"), x, x);
        for (int t = 0; t < Steps; t++)
            (hidden, state) = weights.Step(graph, $"{t}", x, hidden, state);
        graph.Output("y", hidden);
        Assert.IsLessThan(1.5 * sizeof(float) * 4 * Large * (Large + Large + 1), graph.ToBytes().Length);
    }

    [TestMethod]
    public void The_cell_remembers_at_first()
    {
        using var cell = new LstmCell(Inputs, Size, Parameters);
        double bound = 1 / Math.Sqrt(Size);
        float[] bias = cell.get_parameter("bias")!.detach().data<float>().ToArray();
        Assert.IsTrue(bias[Size..(2 * Size)].All(value => Math.Abs(value - 1) <= bound));
        Assert.IsTrue(bias[..Size].Concat(bias[(2 * Size)..]).All(value => Math.Abs(value) <= bound));
    }

    private LstmCell Double()
    {
        var cell = new LstmCell(Inputs, Size, Parameters);
        cell.to(float64);
        return cell;
    }

    private static double[] Row(Tensor values, int row) => values[row].contiguous().data<double>().ToArray();

    /// <summary>One step by loops, in place.</summary>
    private static void Reference(LstmCell cell, double[] x, double[] h, double[] c)
    {
        var (w, u, b) = (
            cell.get_parameter("input_weight")!.detach(), cell.get_parameter("hidden_weight")!.detach(),
            cell.get_parameter("bias")!.detach());
        double[] gates = new double[4 * Size];
        for (int row = 0; row < gates.Length; row++)
        {
            gates[row] = b[row].item<double>();
            for (int i = 0; i < x.Length; i++)
                gates[row] += w[row, i].item<double>() * x[i];
            for (int i = 0; i < Size; i++)
                gates[row] += u[row, i].item<double>() * h[i];
        }
        for (int i = 0; i < Size; i++)
        {
            c[i] = Sigmoid(gates[Size + i]) * c[i] + Sigmoid(gates[i]) * Math.Tanh(gates[(2 * Size) + i]);
            h[i] = Sigmoid(gates[(3 * Size) + i]) * Math.Tanh(c[i]);
        }

        static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
    }
}
