import { IconPackage } from '@tabler/icons-react'
import { useState } from 'react'
import css from './product-picture.module.css'

export function ProductPicture({
  url,
  size,
  alt = '',
}: {
  url: string | null | undefined
  size: number
  alt?: string
}) {
  const [failed, setFailed] = useState<string>()
  if (!url || failed === url) {
    return (
      <span className={css.frame} style={{ width: size, height: size }}>
        <IconPackage size={size * 0.45} stroke={1.4} aria-hidden />
      </span>
    )
  }
  return (
    <img
      className={css.frame}
      src={url}
      width={size}
      height={size}
      alt={alt}
      loading="lazy"
      decoding="async"
      onError={() => setFailed(url)}
    />
  )
}
