using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.Data;

/// <summary>What a saved model can hold, by the name that is written there.</summary>
static class BuiltInTransformers
{
    public static IReadOnlyDictionary<string, Func<ModelReader, ITransformer>> Loaders { get; } = new Dictionary<string, Func<ModelReader, ITransformer>>
    {
        ["Chain"] = ChainModel.Load,
        ["CopyColumns"] = ColumnCopyingTransformer.Load,
        ["Concatenate"] = ColumnConcatenatingTransformer.Load,
        ["SelectColumns"] = ColumnSelectingTransformer.Load,
        ["LoadImages"] = ImageLoadingTransformer.Load,
        ["ResizeImages"] = ImageResizingTransformer.Load,
        ["ExtractPixels"] = ImagePixelExtractingTransformer.Load,
        ["ConvertToImage"] = VectorToImageConvertingTransformer.Load,
        ["ConvertToGrayscale"] = ImageGrayscalingTransformer.Load,
        ["CustomMapping"] = SavedContract.Load,
        ["ConvertType"] = TypeConvertingTransformer.Load,
        ["MapValueToKey"] = ValueToKeyMappingTransformer.Load,
        ["MapKeyToValue"] = KeyToValueMappingTransformer.Load,
        ["MapKeyToVector"] = KeyToVectorMappingTransformer.Load,
        ["Onnx"] = OnnxTransformer.Load,
    };
}
