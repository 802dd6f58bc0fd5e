using Ml.Gan.Native;

namespace Ml.Gan.Training;

/// <summary>
/// Numbers that layers compute with in training. Weights, statistics, losses and the optimizer's state are float32 with
/// either.
/// </summary>
public enum TrainingPrecision
{
    /// <summary>Full precision: float32, of 24 significant bits.</summary>
    Full,

    /// <summary>
    /// Mixed precision: convolutions and linear layers take and give bfloat16, of 8 significant bits and float32's
    /// range, which needs no scaling of losses (Kalamkar et al., 2019).
    /// </summary>
    Bf16,
}

internal static class TrainingPrecisions
{
    /// <summary>Name of the option.</summary>
    private const string Option = "Precision";

    /// <summary>Refuses bfloat16 where it would be slower than float32.</summary>
    /// <exception cref="GanOptionException">The processor has no instructions for it.</exception>
    public static void Check(TrainingPrecision precision, bool isForced, TrainingDevice device)
    {
        OptionValue.Require(
            Enum.IsDefined(precision), Option, $"There is no precision {precision}; there are float32 and "
            + "bf16.");
        bool isChecked = precision != TrainingPrecision.Full && device == TrainingDevice.Cpu && !isForced;
        if (!isChecked || Bf16Instructions.AreThere)
            return;
        throw new GanOptionException(Option,
            "Precision bf16 was asked for, but this processor computes nothing faster with it: "
            + $"{Bf16Instructions.Found} Train with float32, or force it (ForcePrecision, --force-precision), which is "
            + "slow here.");
    }
}
