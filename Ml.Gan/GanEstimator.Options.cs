using System.Drawing;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan;

public sealed partial class GanEstimator
{
    /// <summary>Options of a <see cref="GanEstimator"/>: those of the training, and those of the columns.</summary>
    public sealed class Options : LatentGanOptions
    {
        /// <summary>Name of the column of generated samples. Default <c>Generated</c>.</summary>
        public string OutputColumnName { get; set; } = "Generated";

        /// <summary>
        /// Column to learn from: images (<c>MLImage</c>), or vectors of numbers. Default null: the output column's
        /// name.
        /// </summary>
        public string? InputColumnName { get; set; }

        /// <summary>
        /// Column of latent vectors, float vectors of length <see cref="LatentGanOptions.LatentSize"/>, that the
        /// transformer generates from. Default null: seeded noise, different for each row.
        /// </summary>
        public string? LatentColumnName { get; set; }

        /// <summary>
        /// Column of keys that say what class each row belongs to, as <c>Conversion.MapValueToKey</c> makes them.
        /// Samples are conditioned on it (<see cref="LatentGanOptions.Condition"/> becomes a
        /// <see cref="LabelCondition"/> where it is null), and the transformer generates what the rows' keys ask for;
        /// or a semi-supervised objective learns to classify by it, where rows with a missing key count as unlabeled.
        /// Default null: no labels.
        /// </summary>
        public string? LabelColumnName { get; set; }

        /// <summary>
        /// Column of float vectors, best scaled to about [-1, 1], that samples are conditioned on
        /// (<see cref="LatentGanOptions.Condition"/> becomes a <see cref="VectorCondition"/> where it is null) and that
        /// the transformer generates for. Default null: none.
        /// </summary>
        public string? ConditionColumnName { get; set; }

        /// <summary>
        /// Column of codes that the transformer generates with, float vectors as long as
        /// <see cref="LatentGanOptions.Codes"/> says. Training doesn't read it. Default null: codes are drawn with the
        /// noise.
        /// </summary>
        public string? CodesColumnName { get; set; }

        /// <summary>
        /// Type of the column of generated samples; images only where they have 1 or 3 channels. Default
        /// <see cref="OutputKind.Vector"/>.
        /// </summary>
        public OutputKind OutputKind { get; set; }

        /// <summary>
        /// What the vectors of the input column are: images of this shape (numbers in the order C, H, W), or plain
        /// vectors. Default null: images of the vector type's own dimensions where it has three (as
        /// <c>ExtractPixels</c> gives them), else plain vectors. Not used for <c>MLImage</c> columns.
        /// </summary>
        public SampleShape? ImageShape { get; set; }

        /// <summary>
        /// Darkest and brightest value of image vectors; they are mapped to [-1, 1]. Default (0, 255), as
        /// <c>ExtractPixels</c> gives them. Not used for plain vectors, which are learned as they are.
        /// </summary>
        public (float Minimum, float Maximum) PixelRange { get; set; } = (0, 255);

        /// <summary>
        /// Height and width that images of an <c>MLImage</c> column are cropped and resized to. Default null: the
        /// column's own size, which all images must have.
        /// </summary>
        public int? ImageSize { get; set; }

        /// <summary>
        /// Channels of images taken from an <c>MLImage</c> column: 1 (gray) or 3 (red, green, blue). Default 1.
        /// </summary>
        public int ImageChannels { get; set; } = 1;

        /// <summary>
        /// What is seen where images of an <c>MLImage</c> column are transparent; opaque. Default white.
        /// </summary>
        public Color Background { get; set; } = Color.White;

        /// <summary>
        /// ψ from -1 to 1, how far the transformer's styles are from their mean (Karras et al., 2019), for networks
        /// that truncate styles: <see cref="Networks.StyleGan2"/>. A saved pipeline keeps it. Default null: 1, no
        /// truncation.
        /// </summary>
        public float? Truncation { get; set; }

        /// <summary>
        /// Whether the transformer keeps the discriminator, for <see cref="GanTransformer.CreateDiscriminator"/> and
        /// <see cref="GanTransformer.CreateClassifier"/>: an ONNX model in memory, about as large as the generator's.
        /// Default true.
        /// </summary>
        public bool KeepDiscriminator { get; set; } = true;

        /// <summary>Rows scored in one call. Default 64.</summary>
        public int ScoringBatchSize { get; set; } = 64;

        /// <summary>
        /// Evaluates the generator while it is trained, can stop the training, and keeps the best weights. Default
        /// null: neither; the weights after the last step are kept.
        /// </summary>
        public TrainingEvaluation? Evaluation { get; set; }

        /// <summary>Watch the training besides ML.NET's log. Default none.</summary>
        public IReadOnlyList<ITrainingListener> Listeners { get; set; } = [];

        /// <summary>
        /// Stops the training after the step in progress; what was learned so far is kept. Default none.
        /// </summary>
        public CancellationToken Cancellation { get; set; }
    }
}
