using TorchSharp;

namespace Ml.Gan.Training;

/// <summary>Network of a <see cref="GanModel"/>.</summary>
/// <param name="Name">Name in files, for example <c>generator</c>.</param>
/// <param name="Module">The network.</param>
/// <param name="Average">Average of its weights, which the trainer updates after each step. Default null: none.</param>
public sealed record NamedNetwork(string Name, torch.nn.Module Module, Ema? Average = null);
