namespace Ml.Gan;

/// <summary>What parts and options are called in papers and by other programs.</summary>
internal static class OtherNames
{
    /// <summary>Names here by the others, without hyphens; the first that is known where it is asked for.</summary>
    private static readonly Dictionary<string, string[]> s_names = new()
    {
        ["arch"] = ["network"],
        ["architecture"] = ["network"],
        ["bfloat16"] = ["bf16"],
        ["bs"] = ["batch"],
        ["cuda"] = ["device"],
        ["exponentialmovingaverage"] = ["ema"],
        ["fid"] = ["frechet"],
        ["fp16"] = ["float16"],
        ["fp32"] = ["float32"],
        ["gpu"] = ["cuda", "device"],
        ["gradientpenalty"] = ["gp", "penalty"],
        ["half"] = ["bf16", "float16"],
        ["iterations"] = ["steps"],
        ["loss"] = ["objective"],
        ["lr"] = ["learning-rate"],
        ["lsgan"] = ["least-squares"],
        ["model"] = ["network"],
        ["momentum"] = ["beta1"],
        ["nsgan"] = ["non-saturating"],
        ["powershell"] = ["pwsh"],
        ["ragan"] = ["relativistic-average"],
        ["resolution"] = ["size"],
        ["rgan"] = ["relativistic-average"],
        ["vanilla"] = ["non-saturating"],
        ["wgan"] = ["wasserstein"],
        ["wgandiv"] = ["wasserstein-div"],
        ["wgangp"] = ["wasserstein-gp"],
        ["workers"] = ["threads"],
        ["zdim"] = ["latent"],
    };

    /// <summary>The name among known ones, whose dashes at the beginning don't count; null for none.</summary>
    public static string? Of(string text, IReadOnlyList<string> known) =>
        s_names.GetValueOrDefault(string.Concat(text.Where(char.IsAsciiLetterOrDigit)))?
            .Select(name => known.FirstOrDefault(option => option.TrimStart('-') == name))
            .FirstOrDefault(name => name is not null);
}
