namespace Ml.Gan.Benchmarks.Training.Plain;

/// <summary>Objective of a plain training.</summary>
internal enum PlainLoss
{
    /// <summary>Binary cross-entropy with logits (Goodfellow et al., 2014).</summary>
    NonSaturating,

    /// <summary>Hinge loss (Miyato et al., 2018).</summary>
    Hinge,

    /// <summary>Wasserstein loss with a gradient penalty of 10 (Gulrajani et al., 2017).</summary>
    WassersteinGp,
}
