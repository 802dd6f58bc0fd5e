using Ml.Gan.Training.Replication;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>
/// Minibatch standard deviation in groups of 4 samples (Karras et al., 2020): images get one plane more, the standard
/// deviation of each number over its group, averaged over the numbers. (N, C, H, W) to (N, C + 1, H, W). Where N is no
/// multiple of 4, all samples are one group. Groups are those of the whole batch where ranks share it.
/// </summary>
internal sealed class GroupStandardDeviation() : Layer("group_stddev")
{
    private const int GroupSize = 4;

    /// <summary>Keeps the root differentiable where all samples agree.</summary>
    private const float Epsilon = 1e-8f;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var maps = Shard.Gather(MixedPrecision.Exact(input));
        var (count, channels, height, width) = (maps.shape[0], maps.shape[1], maps.shape[2], maps.shape[3]);
        long size = count % GroupSize == 0 ? GroupSize : count;
        var groups = maps.reshape(size, -1, channels * height * width);
        var variance = (groups - groups.mean([0], keepdim: true)).square().mean([0]);
        var deviation = (variance + Epsilon).sqrt().mean([1]);
        var plane = deviation.view(1, -1, 1, 1, 1).expand(size, count / size, 1, height, width);
        return ChannelsLast.Join(input, Shard.Rows(plane.reshape(count, 1, height, width)));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var (channels, height, width) = (input.Shape[1]!.Value, input.Shape[2]!.Value, input.Shape[3]!.Value);
        long features = channels * height * width;
        var size = SizeOf(graph, prefix, input);
        OnnxValue Shape(string name, params long[] rest) =>
            graph.Concat($"{prefix}/{name}", [size, graph.Constant($"{prefix}/{name}/rest", rest, rest.Length)], 0);
        var groups = graph.Node(
            "Reshape", $"{prefix}/groups", [input, Shape("grouped", -1, features)], [null, null, features]);
        var centered = graph.Sub($"{prefix}/centered", groups, graph.ReduceMean($"{prefix}/mean", groups, axis: 0));
        var variance = graph.ReduceMean(
            $"{prefix}/variance", graph.Mul($"{prefix}/square", centered, centered), axis: 0);
        var safe = graph.Add($"{prefix}/safe", variance, graph.Constant($"{prefix}/epsilon", [Epsilon], 1));
        var deviation = graph.ReduceMean($"{prefix}/deviation", graph.Sqrt($"{prefix}/root", safe), axis: 2);
        var each = graph.Node(
            "Expand", $"{prefix}/expanded", [deviation, Shape("members", 1, 1)], [null, null, 1]);
        var point = graph.Node(
            "Reshape", $"{prefix}/each", [each, graph.Constant($"{prefix}/points", [-1L, 1, 1, 1], 4)],
            [input.Shape[0], 1, 1, 1]);
        var plane = graph.Constant($"{prefix}/plane", new float[height * width], 1, 1, height, width);
        return graph.Concat(prefix, [input, graph.Add($"{prefix}/constant", point, plane)]);
    }

    /// <summary>Samples in a group, int64 (1).</summary>
    private static OnnxValue SizeOf(OnnxGraph graph, string prefix, OnnxValue input)
    {
        var four = graph.Constant($"{prefix}/four", [(long)GroupSize], 1);
        var count = graph.Node("Shape", $"{prefix}/count", [input], [1], ("start", 0), ("end", 1));
        var rest = graph.Node("Mod", $"{prefix}/rest", [count, four], [1]);
        var isWhole = graph.Node(
            "Equal", $"{prefix}/is_whole", [rest, graph.Constant($"{prefix}/zero", [0L], 1)], [1]);
        return graph.Node("Where", $"{prefix}/size", [isWhole, four, count], [1]);
    }
}
