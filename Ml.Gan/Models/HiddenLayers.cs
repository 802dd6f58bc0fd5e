using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>Listens to what a discriminator's activation functions give, whatever its architecture.</summary>
internal sealed class HiddenLayers
{
    private readonly List<Tensor> _given = [];
    private bool _isListening;

    /// <param name="discriminator">The network to listen to.</param>
    public HiddenLayers(DiscriminatorNetwork discriminator)
    {
        foreach (var layer in discriminator.modules().OfType<Layer>().Where(IsActivation))
        {
            layer.register_forward_hook((_, _, _, output) =>
            {
                if (_isListening)
                    _given.Add(MixedPrecision.Exact(output));
                return output;
            });
        }
    }

    /// <summary>What <paramref name="evaluate"/> gives, with the hidden layers that it went through.</summary>
    public EvaluatedBatch Of(Func<EvaluatedBatch> evaluate)
    {
        _isListening = true;
        try
        {
            return evaluate() with { HiddenLayers = [.. _given] };
        }
        finally
        {
            _isListening = false;
            _given.Clear();
        }
    }

    private static bool IsActivation(Layer layer) => layer is Relu or LeakyRelu or Tanh or Sigmoid;
}
