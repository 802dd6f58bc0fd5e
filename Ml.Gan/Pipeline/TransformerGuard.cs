using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline;

/// <summary>Guard of the network of a transformer, whose rows may be read long after it was disposed of.</summary>
internal static class TransformerGuard
{
    public static UseGuard Create<TTransformer>(IDisposable network) => new(
        typeof(TTransformer),
        "Read the rows before that: views are lazy. A prediction engine disposes of the model that it was created "
        + "from, unless PredictionEngineOptions.OwnsTransformer is false.",
        network.Dispose);
}
