namespace Ml.Gan.Pipeline.Generating;

/// <summary>What a row asks the generator for.</summary>
/// <param name="Latent">Its latent vector.</param>
/// <param name="Label">Its class; not used where the generator takes none.</param>
/// <param name="Vector">Its condition; empty where the generator takes none.</param>
/// <param name="Codes">Its codes; empty where the generator takes none.</param>
internal sealed record GenerationRequest(float[] Latent, int Label, float[] Vector, float[] Codes);
