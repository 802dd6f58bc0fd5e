using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Scales a player's gradient down to a norm over all its parameters, if one is given (Pascanu, Mikolov and Bengio, 2013).
/// </summary>
internal sealed class GradientLimit(double? norm)
{
    public void Apply(IEnumerable<Parameter> parameters)
    {
        if (norm is { } most)
            nn.utils.clip_grad_norm_(parameters, most);
    }
}
