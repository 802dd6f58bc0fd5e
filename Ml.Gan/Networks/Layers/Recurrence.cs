namespace Ml.Gan.Networks.Layers;

/// <summary>Layers that are applied again and again, in steps of time.</summary>
internal static class Recurrence
{
    /// <summary>
    /// The layers of each step: the same ones, with the same weights, but for batch normalisation, of which each step has its own, since
    /// what the layers see changes from step to step (Cooijmans et al., 2017).
    /// </summary>
    public static LayerSequence[] Unroll(string name, IReadOnlyList<Layer> layers, int steps, ParameterFactory parameters)
    {
        Layer At(Layer layer, int step) => step > 0 && layer is BatchNorm norm ? norm.CreateAnother(parameters) : layer;
        return [.. Enumerable.Range(0, steps).Select(step => new LayerSequence($"{name}{step}", [.. layers.Select(layer => At(layer, step))]))];
    }
}
