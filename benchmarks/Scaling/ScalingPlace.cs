namespace Ml.Gan.Benchmarks.Scaling;

/// <summary>What is computed, and how.</summary>
/// <param name="Work">Training or sampling.</param>
/// <param name="Size">Height and width of an image.</param>
/// <param name="Batch">Images in one batch.</param>
/// <param name="Threads">Threads of libtorch or ONNX Runtime.</param>
internal readonly record struct ScalingPlace(ScalingWork Work, int Size, int Batch, int Threads);

/// <summary>What is done with a DCGAN.</summary>
internal enum ScalingWork
{
    Training,
    Sampling,
}
