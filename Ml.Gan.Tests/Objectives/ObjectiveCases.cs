using Ml.Gan.Objectives;

namespace Ml.Gan.Tests.Objectives;

/// <summary>
/// Every objective of the catalog, every kind of f-divergence, and settings that take other ways through their code.
/// </summary>
internal static class ObjectiveCases
{
    public static IEnumerable<Objective> All =>
    [
        .. Catalog.Objectives.Entries.Select(entry => Catalog.Objectives.Parse(entry.Name)),
        .. Catalog.FDivergences.Entries.Select(entry => Catalog.Objectives.Parse($"f-divergence:{entry.Name}")),
        new NonSaturating { RealLabel = 0.9 },
        new Minimax { RealLabel = 0.8 },
        new FDivergence { Kind = new Alpha { Order = 2 } },
        new FDivergence { Kind = new Alpha { Order = -1.5 } },
        new FDivergence { Kind = new JensenShannonWeighted { RealWeight = 0.2 } },
        new FDivergence { AlternativeGeneratorLoss = true },
        new LossSensitive { DistancePower = 2 },
        new GeneralizedLossSensitive { Slope = -0.5 },
        new MmdGan { Outputs = 1 },
        new RelativisticAverage { DifferenceLoss = RelativisticLoss.Hinge },
        new RelativisticAverage { DifferenceLoss = RelativisticLoss.LeastSquares },
        new WassersteinGp { Drift = 0.001 },
        new SemiSupervisedLossSensitive { Margin = true },
    ];
}
