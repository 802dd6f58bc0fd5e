using Ml.Gan.Models;
using Ml.Gan.Onnx;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train --system captioning</c> alone.</summary>
internal static class CaptionOptionGroup
{
    public static IReadOnlyList<TrainOption> Create() =>
    [
        .. Declared().Select(option => option with
        {
            Scope = TrainOptionScope.Captioning,
            DetailOf = ($"--system {CaptionerMetadata.SystemName}", s => s.Scope == TrainOptionScope.Captioning),
        }),
    ];

    private static TrainOption[] Declared() =>
    [
        Text("--captions", s => s.Captions, "FILE.csv",
            "Captions of the images in --data: rows of a file's name and a caption, several rows for one image where "
            + "it has several.")
            with { Default = "those that come with the data" },
        Choice("--caption-objective", s => s.Captioning.Objective,
            "What the captioner is trained by: likelihood alone, or, after that, an evaluator through a Gumbel-softmax "
            + "or by policy gradient.",
            ("mle", CaptionObjective.MaximumLikelihood), ("gumbel", CaptionObjective.Gumbel),
            ("policy-gradient", CaptionObjective.PolicyGradient)),
        Number("--pretraining", s => s.Captioning.PretrainingShare, 0.0, 1.0,
            "Part of the steps in which likelihood alone trains the captioner, before an evaluator does."),
        Number("--max-words", s => s.Captioning.MaxLength, 1, 64, "Most words of a caption.")
            with { Default = "those of the longest one, at most 64" },
        Number("--min-count", s => s.Captioning.MinCount, 1, int.MaxValue,
            "How often a word has to occur to be in the vocabulary."),
        Number("--encoder-width", s => s.Captioning.Width, 1, 4096, "Channels of the image encoders' first layer."),
        Number("--word-size", s => s.Captioning.WordSize, 1, 65536, "Length of the vectors that words become."),
        Number("--state-size", s => s.Captioning.HiddenSize, 1, 65536, "Length of an LSTM's state."),
        Number("--temperature", s => s.Captioning.Temperature, 1e-3, 1000, "Temperature of the Gumbel-softmax."),
        Number("--rollouts", s => s.Captioning.Rollouts, 1, 1000,
            "Captions that go on from each word in the policy gradient."),
        Number("--generated-weight", s => s.Captioning.GeneratedWeight, 0, Largest,
            "Weight of generated captions in the evaluator's loss."),
        Number("--mismatched-weight", s => s.Captioning.MismatchedWeight, 0, Largest,
            "Weight of captions of other images in the evaluator's loss."),
        Number("--likelihood", s => s.Captioning.LikelihoodWeight, 0, Largest,
            "Weight that the likelihood keeps beside the evaluator."),
        Number("--evaluator-weight", s => s.Captioning.AdversarialWeight, 0, Largest,
            "Weight of what the evaluator makes of captions in the captioner's loss."),
        Number("--diversity", s => s.Captioning.DiversityWeight, 0, Largest,
            "Weight of how much two captions of one image differ by their noise.")
            with { IsListed = true, Paper = "Yang et al., 2019" },
    ];
}
