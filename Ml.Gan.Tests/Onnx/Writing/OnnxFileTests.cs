namespace Ml.Gan.Tests.Onnx.Writing;

[TestClass]
public sealed class OnnxFileTests
{
    [TestMethod]
    public void Renamed_models_compute_the_same()
    {
        byte[] renamed =
            OnnxFile.Rename(Model(), new Dictionary<string, string> { ["in"] = "Features", ["out"] = "Result" });
        float[] values = OnnxRun.Run(renamed, out _, ("Features", [1, 2], [1, 2]));
        OnnxRun.AreClose([11, 12], values);
    }

    [TestMethod]
    public void Names_that_are_taken_inside_give_way()
    {
        byte[] renamed =
            OnnxFile.Rename(Model(), new Dictionary<string, string> { ["in"] = "middle", ["out"] = "ten" });
        float[] values = OnnxRun.Run(renamed, out _, ("middle", [1, 2], [1, 2]));
        OnnxRun.AreClose([11, 12], values);
    }

    /// <summary>−(−x) + 10, by way of values called middle and ten.</summary>
    private static byte[] Model()
    {
        var graph = new OnnxGraph("model");
        var middle = graph.Neg("middle", graph.Input("in", null, 2));
        graph.Output("out", graph.Add("sum", graph.Neg("again", middle), graph.Constant("ten", [10f], 1)));
        return graph.ToBytes();
    }
}
