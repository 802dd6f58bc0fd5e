namespace Ml.Gan.Measures;

/// <summary>What samples were asked for by; of real samples, what they are.</summary>
/// <param name="Labels">The class of each sample; null where none was asked for, or not one of the data's classes.</param>
/// <param name="Codes">The category of each sample's first categorical code, of real samples its class; null where there is none.</param>
/// <param name="CodeCategories">Number of these categories.</param>
public sealed record SampleRequests(IReadOnlyList<int>? Labels, IReadOnlyList<int>? Codes, int CodeCategories);
