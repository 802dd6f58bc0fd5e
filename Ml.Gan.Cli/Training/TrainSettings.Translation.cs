using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;

namespace Ml.Gan.Cli.Training;

/// <content>What translations of images are asked for.</content>
internal sealed partial record TrainSettings
{
    /// <summary>What translations alone are asked for; the rest is in <see cref="Options"/>.</summary>
    public TranslationOptions Translation { get; init; } = new();

    /// <summary>Translator with the settings that were given so far.</summary>
    public TranslatorArchitecture TranslatorOrRecommended => Translation.Translator
        ?? Translation.System.RecommendedTranslator(Degradation?.Factor ?? 1);

    /// <summary>Residual blocks of the translator, which has to have such.</summary>
    public int? Blocks
    {
        get => Translation.Translator switch
        {
            ResNetTranslator residual => residual.Blocks,
            SrResNet residual => residual.Blocks,
            _ => null,
        };
        set => Translation.Translator = TranslatorOrRecommended switch
        {
            ResNetTranslator residual => residual with { Blocks = value },
            SrResNet residual => residual with { Blocks = value!.Value },
            var other => other,
        };
    }

    /// <summary>Blocks that both sets share, of a UNIT.</summary>
    public int? SharedBlocks
    {
        get => (System as Unit)?.SharedBlocks;
        set => System = (Unit)System! with { SharedBlocks = value!.Value };
    }

    /// <summary>Weight of its autoencoders' distance.</summary>
    public double? AutoencodingWeight
    {
        get => (System as Unit)?.AutoencodingWeight;
        set => System = (Unit)System! with { AutoencodingWeight = value!.Value };
    }

    /// <summary>Weight of the divergence of its images' latents.</summary>
    public double? KlWeight
    {
        get => (System as Unit)?.KlWeight;
        set => System = (Unit)System! with { KlWeight = value!.Value };
    }

    /// <summary>Weight of that of its translations' latents.</summary>
    public double? CycleKlWeight
    {
        get => (System as Unit)?.CycleKlWeight;
        set => System = (Unit)System! with { CycleKlWeight = value!.Value };
    }

    /// <summary>Weight of the residuals' absolute values, of a transfer by residual images.</summary>
    public double? SparsityWeight
    {
        get => (System as ResidualTransfer)?.SparsityWeight;
        set => System = (ResidualTransfer)System! with { SparsityWeight = value!.Value };
    }

    /// <summary>Weight of its dual learning.</summary>
    public double? DualWeight
    {
        get => (System as ResidualTransfer)?.DualWeight;
        set => System = (ResidualTransfer)System! with { DualWeight = value!.Value };
    }

    /// <summary>Folder of targets, or of the second set of images; null where <see cref="Data"/> says it all.</summary>
    public string? Target { get; set; }

    /// <summary>Whether the inputs of pairs are their targets.</summary>
    public bool ReversesPairs { get; set; }

    /// <summary>How inputs are made of the data; null where they come with targets.</summary>
    public Degradation? Degradation { get; set; }

    /// <summary>Where holes are, a name or a folder of masks; null for what is usual.</summary>
    public string? Mask { get; set; }

    /// <summary>Folder of images that guide what is filled in; null for none.</summary>
    public string? Guidance { get; set; }
}
