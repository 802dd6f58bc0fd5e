using Ml.Gan.Onnx;

namespace Ml.Gan.Models.Export;

/// <summary>
/// The inputs of a graph that say what is generated: <c>label</c>, int64 (N), <c>condition</c>, float (N, c),
/// <c>codes</c>, float (N, k).
/// </summary>
internal static class ConditionInputs
{
    /// <summary>Adds the inputs that a plan asks for.</summary>
    /// <returns>What the generator gets besides the latents, (N, c + k); null for nothing.</returns>
    public static OnnxValue? Write(OnnxGraph graph, Conditioning plan)
    {
        var condition = WriteCondition(graph, plan);
        var codes = plan.Codes is { } latentCodes ? graph.Input(GeneratorInputs.Codes, null, latentCodes.Size) : null;
        return condition is null ? codes
            : codes is null ? condition
            : graph.Concat("conditions", [condition, codes]);
    }

    /// <summary>Adds the input for what comes with a sample; null for nothing.</summary>
    public static OnnxValue? WriteCondition(OnnxGraph graph, Conditioning plan) => plan.Condition switch
    {
        LabelCondition => graph.OneHot(
            "one_hot", graph.Input(GeneratorInputs.Label, OnnxElementType.Int64, [null]), plan.ConditionSize),
        VectorCondition => graph.Input(GeneratorInputs.Condition, null, plan.ConditionSize),
        _ => null,
    };
}
