using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>What follows a hidden layer.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x for x ≥ 0, else 0.2·x.</summary>
    LeakyRelu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,
}

internal static class ActivationLayers
{
    public static Layer CreateLayer(this Activation activation) => activation switch
    {
        Activation.Relu => new Relu(),
        Activation.LeakyRelu => new LeakyRelu(),
        Activation.Tanh => new Tanh(),
        Activation.Sigmoid => new Sigmoid(),
        _ => throw new GanOptionException("Network", $"There is no activation {activation}; there are {string.Join(", ", Enum.GetNames<Activation>())}."),
    };
}
