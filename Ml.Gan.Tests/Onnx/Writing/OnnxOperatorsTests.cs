using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>Each operator against numbers worked out by hand.</summary>
[TestClass]
public class OnnxOperatorsTests
{
    [TestMethod]
    public void Linear_multiplies_by_the_transposed_weight_and_adds_the_bias() =>
        Expect([1 + 4 + 10, 3 + 8 + 20], (g, x) => g.Linear("fc", x, [1, 2, 3, 4], [10, 20], 2), [1, 2], 1, 2);

    [TestMethod]
    public void Linear_without_bias() =>
        Expect([-1, 1, 2, 5], (g, x) => g.Linear("fc", x, [1, 2, 3, 4], null, 2), [3, -2, 1, 0.5f], 2, 2);

    [TestMethod]
    public void Conv2d_is_a_cross_correlation() =>
        Expect([1 + 4 + 12 + 20 + 0.5f, 2 + 6 + 15 + 24 + 0.5f, 4 + 10 + 21 + 32 + 0.5f, 5 + 12 + 24 + 36 + 0.5f],
            (g, x) => g.Conv2d("conv", x, [1, 2, 3, 4], [0.5f], 1, 2), [1, 2, 3, 4, 5, 6, 7, 8, 9], 1, 1, 3, 3);

    [TestMethod]
    public void Conv2d_with_stride_and_padding() => // windows around the four corners; what lies outside counts as 0
        Expect([5 + 12 + 32 + 45, 8 + 15 + 35 + 48, 8 + 15 + 35 + 48, 5 + 12 + 32 + 45],
            (g, x) => g.Conv2d("conv", x, [1, 2, 3, 4, 5, 6, 7, 8, 9], null, 1, 3, stride: 2, padding: 1),
            [1, 2, 3, 4, 5, 6, 7, 8, 9], 1, 1, 3, 3);

    [TestMethod]
    public void Conv2d_sums_over_input_channels_and_orders_output_channels_first() =>
        Expect([11, 22, 33, 1 - 10, 2 - 20, 3 - 30],
            (g, x) => g.Conv2d("conv", x, [1, 1, 1, -1], null, 2, 1), [1, 2, 3, 10, 20, 30], 1, 2, 1, 3);

    [TestMethod]
    public void ConvTranspose2d_spreads_each_pixel_over_the_kernel() =>
        Expect([1, 2, 10, 20, 3, 4, 30, 40, 100, 200, 1000, 2000, 300, 400, 3000, 4000],
            (g, x) => g.ConvTranspose2d("up", x, [1, 2, 3, 4], null, 1, 2, stride: 2), [1, 10, 100, 1000], 1, 1, 2, 2);

    [TestMethod]
    public void ConvTranspose2d_with_padding_cuts_the_border_and_adds_overlaps() =>
        // Kernel of ones, 4×4, stride 2: pixel (i, j) covers rows 2i … 2i+3; padding 1 leaves rows 1 … 4 of 6.
        Expect([1, 1 + 2, 1 + 2, 2, 1 + 3, 10, 10, 2 + 4, 1 + 3, 10, 10, 2 + 4, 3, 3 + 4, 3 + 4, 4],
            (g, x) => g.ConvTranspose2d("up", x, [.. Enumerable.Repeat(1f, 16)], null, 1, 4, stride: 2, padding: 1),
            [1, 2, 3, 4], 1, 1, 2, 2);

    [TestMethod]
    public void ConvTranspose2d_has_input_channels_first_in_its_weight() =>
        Expect([5 + (1 * 1) + (2 * 3), 6 + (1 * 2) + (2 * 4)],
            (g, x) => g.ConvTranspose2d("up", x, [1, 2, 3, 4], [5, 6], 2, 1), [1, 2], 1, 2, 1, 1);

    [TestMethod]
    public void ConvTranspose2d_with_output_padding()
    {
        var graph = new OnnxGraph("test");
        var value = graph.ConvTranspose2d(
            "up", graph.Input("x", null, 1, 2, 2), new float[9], null, 1, 3, 2, 1, 1);
        Assert.AreEqual("up [N, 1, 4, 4]", value.ToString());
    }

    [TestMethod]
    public void Relu_keeps_positive_values() => Expect([0, 0, 2], (g, x) => g.Relu("relu", x), [-1, 0, 2], 1, 3);

    [TestMethod]
    public void LeakyRelu_has_the_slope_for_negative_values() =>
        Expect([-0.25f, 0, 2], (g, x) => g.LeakyRelu("relu", x, 0.25f), [-1, 0, 2], 1, 3);

    [TestMethod]
    public void Tanh_and_Sigmoid_are_the_mathematical_functions()
    {
        float[] x = [-2, 0, 0.5f];
        Expect([.. x.Select(MathF.Tanh)], (g, v) => g.Tanh("tanh", v), x, 1, 3);
        Expect([.. x.Select(v => 1 / (1 + MathF.Exp(-v)))], (g, v) => g.Sigmoid("sigmoid", v), x, 1, 3);
    }

    [TestMethod]
    public void Add_and_Mul_broadcast()
    {
        Expect([11, 22, 13, 24], (g, x) => g.Add("add", x, g.Constant("c", [10f, 20], 1, 2)), [1, 2, 3, 4], 2, 2);
        Expect([10, 40, 30, 80], (g, x) => g.Mul("mul", x, g.Constant("c", [10f, 20], 2)), [1, 2, 3, 4], 2, 2);
    }

    [TestMethod]
    public void Sub_broadcasts() =>
        Expect([-9, -18, -7, -16], (g, x) => g.Sub("sub", x, g.Constant("c", [10f, 20], 1, 2)), [1, 2, 3, 4], 2, 2);

    [TestMethod]
    public void Div_broadcasts() =>
        Expect(
            [0.5f, 0.25f, 1.5f, 0.5f], (g, x) => g.Div("div", x, g.Constant("c", [2f, 8], 1, 2)), [1, 2, 3, 4], 2, 2);

    [TestMethod]
    public void Clip_ends_values_at_its_bounds() =>
        Expect([-1, -0.5f, 0.25f, 0.25f], (g, x) => g.Clip("clip", x, -1, 0.25f), [-3, -0.5f, 0.25f, 7], 2, 2);

    [TestMethod]
    public void Narrow_takes_a_run_of_an_axis()
    {
        Expect(
            [2, 3, 6, 7],
            (g, x) => g.Narrow("middle", x, axis: 1, start: 1, length: 2),
            [1, 2, 3, 4, 5, 6, 7, 8],
            2,
            4);
        Expect([4, 8], (g, x) => g.Narrow("last", x, axis: 2, start: 3, length: 1), [1, 2, 3, 4, 5, 6, 7, 8], 1, 2, 4);
    }

    [TestMethod]
    public void Abs_Neg_Exp_and_Sqrt_are_the_mathematical_functions()
    {
        Expect([2, 0, 3], (g, x) => g.Abs("abs", x), [-2, 0, 3], 1, 3);
        Expect([2, 0, -3], (g, x) => g.Neg("neg", x), [-2, 0, 3], 1, 3);
        Expect([1, MathF.E], (g, x) => g.Exp("exp", x), [0, 1], 1, 2);
        Expect([0, 3], (g, x) => g.Sqrt("sqrt", x), [0, 9], 1, 2);
    }

    [TestMethod]
    public void ReduceMean_and_ReduceSum_leave_one_element_of_their_axis()
    {
        Expect([2, 6], (g, x) => g.ReduceMean("mean", x, axis: 1), [1, 3, 4, 8], 2, 2);
        Expect([4, 12], (g, x) => g.ReduceSum("sum", x, axis: 1), [1, 3, 4, 8], 2, 2);
    }

    [TestMethod]
    public void ReduceMax_ReduceLogSumExp_and_Softmax_work_along_their_axis_at_any_size()
    {
        Expect([3, 8], (g, x) => g.ReduceMax("max", x, axis: 1), [1, 3, 8, 4], 2, 2);
        Expect(
            [MathF.Log(2) + 1000, -1000],
            (g, x) => g.ReduceLogSumExp("log_sum", x, axis: 1),
            [1000, 1000, -1000, -2000],
            2,
            2);
        Expect([0.25f, 0.75f, 1, 0], (g, x) => g.Softmax("softmax", x), [0, MathF.Log(3), 1000, -1000], 2, 2);
    }

    [TestMethod]
    public void ExpandBatch_repeats_one_sample_for_each_of_a_batch() =>
        Expect([5, 11, 5, 11], (g, x) => g.ExpandBatch("all", g.ReduceSum("sum", x, axis: 0), x), [1, 3, 4, 8], 2, 2);

    [TestMethod]
    public void Concat_joins_channels() =>
        Expect([1, 2, 9, 3, 4, 9], (g, x) => g.Concat("cat", [x, g.Linear("nine", x, [0, 0], [9], 1)]),
            [1, 2, 3, 4], 2, 2);

    [TestMethod]
    public void UpsampleNearest_repeats_pixels() =>
        Expect([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
            (g, x) => g.UpsampleNearest("up", x), [1, 2, 3, 4], 1, 1, 2, 2);

    [TestMethod]
    public void UpsampleBilinear_mixes_neighbors_3_to_1_and_repeats_the_border() =>
        // Rows 0, 8 become 0, 2, 6, 8; the rows below are those plus 0, 4, 12 and 16.
        Expect([0, 2, 6, 8, 4, 6, 10, 12, 12, 14, 18, 20, 16, 18, 22, 24],
            (g, x) => g.UpsampleBilinear("up", x), [0, 8, 16, 24], 1, 1, 2, 2);

    [TestMethod]
    public void DepthToSpace_is_PixelShuffle() =>
        // channel c·4 + 2·dy + dx goes to pixel (2y + dy, 2x + dx) of channel c
        Expect([1, 2, 3, 4, 5, 6, 7, 8], (g, x) => g.DepthToSpace("shuffle", x), [1, 2, 3, 4, 5, 6, 7, 8], 1, 8, 1, 1);

    [TestMethod]
    public void InstanceNormalization_normalizes_each_image_of_each_channel() =>
        Expect([-2 + 1, 2 + 1, -2 + 1, 2 + 1],
            (g, x) => g.InstanceNormalization("norm", x, [2], [1], 1e-12f), [3, 5, 100, 300], 2, 1, 1, 2);

    [TestMethod]
    public void AveragePool2d_takes_the_mean_of_blocks()
    {
        Expect([3.5f, 5.75f], (g, x) => g.AveragePool2d("pool", x), [1, 2, 3, 4, 5, 6, 7, 9], 1, 1, 2, 4);
        Expect(
            [5, 50],
            (g, x) => g.AveragePool2d("pool", x, 3),
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90],
            1,
            2,
            3,
            3);
        var graph = new OnnxGraph("test");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => graph.AveragePool2d("pool", graph.Input("x", null, 1, 7, 4))).Message,
            "multiples of 2");
    }

    [TestMethod]
    public void OneHot_has_a_one_at_the_class_and_none_for_a_class_beyond_the_last()
    {
        var graph = new OnnxGraph("test");
        graph.Output("y", graph.OneHot("one_hot", graph.Input("label", OnnxElementType.Int64, [null]), 3));
        using var labels = OrtValue.CreateTensorValueFromMemory(new long[] { 2, 0, 3 }, [3]);

        float[] rows = OnnxRun.Run(graph.ToBytes(), out long[] shape, ["label"], [labels]);

        CollectionAssert.AreEqual(new float[] { 0, 0, 1, 1, 0, 0, 0, 0, 0 }, rows);
        CollectionAssert.AreEqual(new long[] { 3, 3 }, shape);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => graph.OneHot("again", graph.Input("x", null, 1), 3)).Message,
            "int64 labels");
    }

    [TestMethod]
    public void MatMul_multiplies_the_matrices_of_each_sample()
    {
        Expect(
            [1 + 4, 9 + 16], (g, x) => g.MatMul("gram", g.Reshape("row", x, 0, 1, 2), g.Reshape("column", x, 0, 2, 1)),
            [1, 2, 3, 4], 2, 2);
        var graph = new OnnxGraph("test");
        var value = graph.Input("x", null, 2, 3);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => graph.MatMul("square", value, value)).Message,
            "(N, inner, columns)");
    }

    [TestMethod]
    public void Transpose_puts_axes_in_another_order()
    {
        Expect([1, 4, 2, 5, 3, 6], (g, x) => g.Transpose("turn", x, 0, 2, 1), [1, 2, 3, 4, 5, 6], 1, 2, 3);
        var graph = new OnnxGraph("test");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => graph.Transpose("turn", graph.Input("x", null, 2, 3), 0, 1)).Message,
            "3 axes once");
    }

    [TestMethod]
    public void Softmax_adds_up_to_one_along_its_axis()
    {
        float sum = MathF.E + 1;
        Expect([0.5f, 0.5f, MathF.E / sum, 1 / sum], (g, x) => g.Softmax("softmax", x, axis: 1), [3, 3, 1, 0], 2, 2);
        var graph = new OnnxGraph("test");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => graph.Softmax("softmax", graph.Input("x", null, 2), axis: 2));
    }

    [TestMethod]
    public void Reshape_keeps_the_order_of_elements() =>
        Expect([1, 2, 3, 4], (g, x) => g.Reshape("shape", x, -1, 1, 2, 2), [1, 2, 3, 4], 1, 4);

    private static void Expect(
        float[] expected, Func<OnnxGraph, OnnxValue, OnnxValue> build, float[] input, params long[] shape)
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", [null, .. shape[1..].Select(d => (long?)d)]);
        var y = build(graph, x);
        graph.Output("y", y);
        float[] actual = OnnxRun.Run(graph.ToBytes(), out long[] outputShape, ("x", input, shape));
        OnnxRun.AreClose(expected, actual);
        CollectionAssert.AreEqual(y.Shape.Select(d => d ?? shape[0]).ToArray(), outputShape, "inferred shape");
    }
}
